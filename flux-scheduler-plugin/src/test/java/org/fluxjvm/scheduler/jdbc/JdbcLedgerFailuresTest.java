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
  void whoLosesTheConnectionAfterTheCommitWasSentIsToldThatTheOutcomeIsNotKnown() {
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
  void whoLosesTheConnectionBeforeTheCommitArrivesIsToldTheSameAndFindsNothingDone() {
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
  void whoLosesTheConnectionEarlierIsToldThatNothingWasChanged() {
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
  void aTransactionThatTheDatabaseTookBackIsTriedAgain() {
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
  void aTransactionThatIsTakenBackAlwaysIsGivenUp() {
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
  void aKeyWithTheIdOfAnotherIsAnErrorAndNeverTheSameRun() {
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
  void aKeyThatIsTooLongIsRefusedWhole() {
    RunKey longest = key("reports." + "n".repeat(600));

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> ledger.claim(longest, JOB, ANN))
        .withMessageContaining("nothing was changed");
    assertThat(ledger.find(longest)).isEmpty();
  }

  @Test
  void whateverIsSaidOfAnEndTheRunEnds() {
    RunRecord run = run(KEY, ANN, RUNNING);
    String hostile = "\0\uD800 'quoted' \uD83D\uDE00".repeat(500);

    assertThat(ledger.requestCancel(KEY, hostile)).isPresent();
    assertThat(ledger.close(run, new RunState.Uncertain(hostile), List.of())).isPresent();

    RunRecord over = ledger.find(KEY).orElseThrow();
    assertThat(over.state()).isInstanceOf(RunState.Uncertain.class);
    assertThat(over.cancelReason().orElseThrow()).startsWith("\uFFFD? 'quoted' \uD83D\uDE00");
  }

  @Test
  void aThreadThatIsInterruptedStillWritesAndSoDoTheOthersAfterIt() {
    Thread.currentThread().interrupt();
    try {
      ledger.claim(KEY, JOB, ANN);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(ledger.claim(KEY, JOB, BEN)).isInstanceOf(Claim.TakenOver.class);
  }
}
