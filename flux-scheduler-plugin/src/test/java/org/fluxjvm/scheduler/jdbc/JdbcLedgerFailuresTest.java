package org.fluxjvm.scheduler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.scheduler.Claim;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.LedgerTests;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.fluxjvm.scheduler.jdbc.TestDatabase#all")
class JdbcLedgerFailuresTest extends LedgerTests {
  private static final RunState.Done DONE = new RunState.Done(COMPLETED);

  private final TestDatabase database;
  private final BrokenDataSource faults = new BrokenDataSource();

  JdbcLedgerFailuresTest(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected RunLedger emptyLedger() {
    database.emptyLedger(clock);
    return new JdbcLedger(faults.over(database.dataSource()), TableNames.DEFAULT_PREFIX, clock);
  }

  @Test
  void who_loses_the_connection_after_the_commit_was_sent_is_told_that_the_outcome_is_not_known() {
    RunRecord run = run(KEY, ANN, RUNNING);
    Successor next = new Successor(key("reports.next"), JOB);
    faults.breakAt(
        "commit",
        connection -> {
          faults.mend();
          connection.commit();
          throw BrokenDataSource.lost();
        });

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.close(run, DONE, List.of(next)))
        .withMessageContaining("not known")
        .withMessageContaining(KEY.id())
        .withMessageContaining("read the run again");

    assertThat(ledger.find(KEY)).map(RunRecord::state).contains(DONE);
    assertThat(ledger.find(next.key())).isPresent();
    assertThat(ledger.close(run, DONE, List.of())).isEmpty();
  }

  @Test
  void
      who_loses_the_connection_before_the_commit_arrives_is_told_the_same_and_finds_nothing_done() {
    RunRecord run = run(KEY, ANN, RUNNING);
    Successor next = new Successor(key("reports.next"), JOB);
    faults.breakAt(
        "commit",
        connection -> {
          faults.mend();
          connection.close();
          throw BrokenDataSource.lost();
        });

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.close(run, DONE, List.of(next)))
        .withMessageContaining("not known");

    assertThat(ledger.find(KEY)).contains(run);
    assertThat(ledger.find(next.key())).isEmpty();
    assertThat(ledger.close(run, DONE, List.of())).isPresent();
  }

  @Test
  void who_loses_the_connection_earlier_is_told_that_nothing_was_changed() {
    AtomicInteger statements = new AtomicInteger();
    faults.breakAt(
        "prepareStatement",
        connection -> {
          if (statements.incrementAndGet() == 3) {
            faults.mend();
            connection.close();
            throw BrokenDataSource.lost();
          }
        });

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.claim(KEY, JOB, ANN))
        .withMessageContaining("could not claim run " + KEY.id())
        .withMessageContaining("nothing was changed")
        .withMessageContaining("can be reached");

    assertThat(ledger.find(KEY)).isEmpty();
    assertThat(ledger.claim(KEY, JOB, ANN)).isInstanceOf(Claim.Begun.class);
  }

  @Test
  void a_transaction_that_the_database_took_back_is_tried_again() {
    AtomicInteger commits = new AtomicInteger();
    faults.breakAt(
        "commit",
        connection -> {
          if (commits.incrementAndGet() <= 3) {
            takeBack(connection);
          }
        });

    assertThat(ledger.claim(KEY, JOB, ANN)).isInstanceOf(Claim.Begun.class);
    assertThat(commits).hasValue(4);
  }

  @Test
  void a_transaction_that_is_taken_back_always_is_given_up() {
    faults.breakAt("commit", JdbcLedgerFailuresTest::takeBack);

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.claim(KEY, JOB, ANN))
        .withMessageContaining("nothing was changed");

    faults.mend();
    assertThat(ledger.find(KEY)).isEmpty();
  }

  private static void takeBack(Connection connection) throws SQLException {
    connection.rollback();
    throw new SQLException("deadlock", "40001");
  }

  @Test
  void a_key_with_the_id_of_another_is_an_error_and_never_the_same_run() {
    RunRecord run = run(KEY, ANN, RUNNING);
    TestDatabase.execute(
        database.dataSource(), "UPDATE FLUX_RUNS SET TRIGGER_KEY = 'reports.stranger'");

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.claim(KEY, JOB, BEN))
        .withMessageContaining("reports.stranger")
        .withMessageContaining(KEY.id());
    assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> ledger.find(KEY));
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.close(run, DONE, List.of()));
  }

  @Test
  void a_key_that_is_too_long_is_refused_whole() {
    RunKey longest = key("reports." + "n".repeat(600));

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.claim(longest, JOB, ANN))
        .withMessageContaining("nothing was changed");
    assertThat(ledger.find(longest)).isEmpty();
  }

  @Test
  void whatever_is_said_of_an_end_the_run_ends() {
    RunRecord run = run(KEY, ANN, RUNNING);
    String hostile = "\0\uD800 'quoted' \uD83D\uDE00".repeat(500);

    assertThat(ledger.requestCancel(KEY, hostile)).isPresent();
    assertThat(ledger.close(run, new RunState.Uncertain(hostile), List.of())).isPresent();

    RunRecord over = ledger.find(KEY).orElseThrow();
    assertThat(over.state()).isInstanceOf(RunState.Uncertain.class);
    assertThat(over.cancelReason().orElseThrow()).startsWith("\uFFFD? 'quoted' \uD83D\uDE00");
  }

  @Test
  void a_thread_that_is_interrupted_still_writes_and_so_do_the_others_after_it() {
    Thread.currentThread().interrupt();
    try {
      ledger.claim(KEY, JOB, ANN);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(ledger.claim(KEY, JOB, BEN)).isInstanceOf(Claim.TakenOver.class);
  }
}
