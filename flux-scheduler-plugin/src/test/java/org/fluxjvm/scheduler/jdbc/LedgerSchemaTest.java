package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.InstantSource;
import java.util.List;
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
    return new LedgerSchema(database, new SchemaScripts(database.dialect(), "next/"), 2);
  }

  @Test
  void tablesThatAreThereAreLeftAlone() {
    RunRecord run = run(KEY, ANN, new RunState.Intent());

    schema.create();

    assertThat(ledger.find(KEY)).contains(run);
  }

  @Test
  void manyMakeTheTablesAtOnce() throws Exception {
    drop();

    together(
        () -> {
          new LedgerSchema(source, prefix).create();
          return true;
        });

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void aLedgerWithoutTablesSaysWhichAndHowToMakeThem() {
    drop();

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> new JdbcLedger(source, prefix, InstantSource.system()))
        .withMessageContaining("without " + prefix + "SCHEMA, " + prefix + "RUNS")
        .withMessageContaining("LedgerSchema.create");
  }

  @Test
  void aTableThatIsMissingIsNamedAndMade() {
    execute("DROP TABLE FLUX_LIMITS");
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(schema::check)
        .withMessageContaining("without " + prefix + "LIMITS;");

    schema.create();

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void whatIsPrintedMakesTheTablesByHand() {
    drop();
    for (String statement : schema.ddl().split(";\n", -1)) {
      if (!statement.isBlank()) {
        execute(statement);
      }
    }
    execute("INSERT INTO FLUX_SCHEMA (ID, VERSION) VALUES (1, 1)");

    assertThatNoException().isThrownBy(schema::check);
  }

  @Test
  void tablesOfAnOlderVersionAreRefusedAndBroughtUpToDate() {
    RunRecord run = run(KEY, ANN, new RunState.Held(PLACEMENT));
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> next().check())
        .withMessageContaining("of version 1")
        .withMessageContaining("needs version 2")
        .withMessageContaining("LedgerSchema.upgrade");

    next().upgrade();
    next().upgrade();

    assertThatNoException().isThrownBy(() -> next().check());
    execute("UPDATE FLUX_RUNS SET COLOUR = 'red' WHERE COLOUR = 'blue'");
    assertThat(ledger.find(KEY)).contains(run);
  }

  @Test
  void tablesOfANewerVersionAreRefused() {
    next().upgrade();

    for (var use : List.<Runnable>of(schema::check, schema::create, schema::upgrade)) {
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(use::run)
          .withMessageContaining("of version 2")
          .withMessageContaining("up to version 1")
          .withMessageContaining("newer");
    }
  }

  @Test
  void aFurtherTryIsPutDownAsASubmissionWhenItHasAnOwner() {
    over(KEY, new RunState.Done(FAILED));
    ledger.reopen(KEY);
    RunRecord claimed = ledger.claim(KEY, JOB, BEN).run();

    assertThat(((JdbcLedger) ledger).history().report(KEY.id()).orElseThrow().submissions())
        .extracting(submission -> submission.attempt())
        .containsExactly(Attempt.FIRST, claimed.attempt());
  }

  @Test
  void aPrefixThatIsNoNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LedgerSchema(source, "X; DROP TABLE Y"))
        .withMessageContaining("table prefix");
  }
}
