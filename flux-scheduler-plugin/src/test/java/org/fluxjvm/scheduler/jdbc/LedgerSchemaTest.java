package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.LedgerTests;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class LedgerSchemaTest extends LedgerTests {
  private final DataSource source;
  private final String prefix = TestDatabase.freshPrefix();
  private final LedgerSchema schema;

  LedgerSchemaTest(TestDatabase database) {
    this.source = database.dataSource();
    this.schema = new LedgerSchema(source, prefix);
  }

  @Override
  protected RunLedger emptyLedger() {
    schema.create();
    return new JdbcLedger(source, prefix, clock);
  }

  @AfterEach
  void drop() {
    for (String table : TableNames.TABLES) {
      execute("DROP TABLE IF EXISTS " + table);
    }
  }

  private void execute(String sql) {
    TestDatabase.execute(source, new TableNames(prefix).in(sql));
  }

  /** The schema of a program that comes after this one. */
  private LedgerSchema next() {
    Database database = new Database(source, prefix);
    return new LedgerSchema(database, new SchemaScripts(database.dialect(), "next/"), 3);
  }

  @Test
  void tables_that_are_there_are_left_alone() {
    RunRecord run = run(KEY, ANN, new RunState.Intent());

    schema.create();

    assertThat(ledger.find(KEY)).contains(run);
  }

  @Test
  void many_make_the_tables_at_once() throws Exception {
    drop();

    together(
        () -> {
          new LedgerSchema(source, prefix).create();
          return true;
        });

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void a_ledger_without_tables_says_which_and_how_to_make_them() {
    drop();

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> new JdbcLedger(source, prefix, InstantSource.system()))
        .withMessageContaining("without " + prefix + "SCHEMA, " + prefix + "RUNS")
        .withMessageContaining("LedgerSchema.create");
  }

  @Test
  void a_table_that_is_missing_is_named_and_made() {
    execute("DROP TABLE FLUX_LIMITS");
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(schema::check)
        .withMessageContaining("without " + prefix + "LIMITS;");

    schema.create();

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void what_is_printed_makes_the_tables_by_hand() {
    drop();
    for (String statement : schema.ddl().split(";\n", -1)) {
      if (!statement.isBlank()) {
        execute(statement);
      }
    }
    execute("INSERT INTO FLUX_SCHEMA (ID, VERSION) VALUES (1, 2)");

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void tables_of_an_older_version_are_refused_and_brought_up_to_date() {
    RunRecord run = run(KEY, ANN, new RunState.Held(PLACEMENT));
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> next().check())
        .withMessageContaining("of version 2")
        .withMessageContaining("needs version 3")
        .withMessageContaining("LedgerSchema.upgrade");

    next().upgrade();
    next().upgrade();

    assertThatNoException().isThrownBy(() -> next().check());
    execute("UPDATE FLUX_RUNS SET COLOUR = 'red' WHERE COLOUR = 'blue'");
    assertThat(ledger.find(KEY)).contains(run);
  }

  @Test
  void a_start_that_may_make_tables_makes_them_or_brings_them_up_to_date() {
    RunRecord run = run(KEY, ANN, new RunState.Intent());

    next().createOrUpgrade();

    assertThatNoException().isThrownBy(() -> next().check());
    assertThat(ledger.find(KEY)).contains(run);
    drop();

    schema.createOrUpgrade();

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void a_ledger_of_the_first_version_gets_a_name_and_keeps_its_runs() {
    RunRecord run = run(KEY, ANN, new RunState.Held(PLACEMENT));
    execute("DROP TABLE FLUX_IDENTITY");
    execute("UPDATE FLUX_SCHEMA SET VERSION = 1");
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(schema::create)
        .withMessageContaining("of version 1")
        .withMessageContaining("LedgerSchema.upgrade");

    schema.createOrUpgrade();

    JdbcLedger upgraded = new JdbcLedger(source, prefix, clock);
    assertThat(upgraded.identity()).isNotEmpty();
    assertThat(upgraded.find(KEY)).contains(run);
  }

  @Test
  void a_ledger_has_one_name_for_all_that_open_it_and_keeps_it() throws Exception {
    Set<String> names =
        Set.copyOf(together(() -> new JdbcLedger(source, prefix, clock).identity()));
    schema.create();

    assertThat(names).containsExactly(ledger.identity());
    assertThat(new JdbcLedger(source, prefix, clock).identity()).isEqualTo(ledger.identity());
    drop();
    assertThat(emptyLedger().identity()).isNotEqualTo(ledger.identity());
  }

  @Test
  void tables_of_a_newer_version_are_refused() {
    next().upgrade();

    for (var use :
        List.<Runnable>of(
            schema::check, schema::create, schema::upgrade, schema::createOrUpgrade)) {
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(use::run)
          .withMessageContaining("of version 3")
          .withMessageContaining("up to version 2")
          .withMessageContaining("newer");
    }
  }

  @Test
  void a_further_try_is_put_down_as_a_submission_when_it_has_an_owner() {
    over(KEY, new RunState.Done(FAILED));
    ledger.reopen(KEY);
    RunRecord claimed = ledger.claim(KEY, JOB, BEN).run();

    assertThat(((JdbcLedger) ledger).history().report(KEY.id()).orElseThrow().submissions())
        .extracting(submission -> submission.attempt())
        .containsExactly(Attempt.FIRST, claimed.attempt());
  }

  @Test
  void a_prefix_that_is_no_name_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerSchema(source, "X; DROP TABLE Y"))
        .withMessageContaining("table prefix");
  }
}
