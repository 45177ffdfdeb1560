package org.fluxjvm.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;
import org.fluxjvm.scheduler.jdbc.JdbcLedger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database whose connection is lost at a commit, so that nobody knows whether it was made. */
@Timeout(60)
class LostCommitsTest {
  /** As many as a run makes, and one that is not lost. */
  private static final int MOST_COMMITS = 12;

  @TempDir Path directory;

  /** Loses one commit, or just its answer. */
  private static final class OneLost implements Database.Cuts {
    private final AtomicInteger left;
    private final boolean made;

    OneLost(int which, boolean made) {
      this.left = new AtomicInteger(which);
      this.made = made;
    }

    @Override
    public void before() throws SQLException {
      if (!made && left.getAndDecrement() == 0) {
        throw Database.lost();
      }
    }

    @Override
    public void after() throws SQLException {
      if (made && left.getAndDecrement() == 0) {
        throw Database.lost();
      }
    }

    boolean isOver() {
      return left.get() < 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"h2,false", "h2,true", "postgres,false", "postgres,true"})
  void whichever_commit_is_lost_the_run_is_run_once(String database, boolean made)
      throws Exception {
    Store store = database.equals("h2") ? Store.h2(directory) : Store.postgres();
    Witness witness = new Witness(directory);
    int lost = 0;
    try (Flux flux = Flux.open("embedded:?cores=8");
        Connection opened = new Database(store.url()).getConnection()) { // an H2 file stays open
      assertThat(opened.isValid(1)).isTrue();
      for (boolean more = true; more; lost++) {
        OneLost cuts = new OneLost(lost, made);
        // Its own first look at the tables is not what is tested.
        JdbcLedger ledger = new JdbcLedger(new Database(store.url(), new AfterOpening(cuts)));
        String name = database + made + lost;

        Successor next = new Successor(Engine.key(name + "-next"), Engine.JOB);
        Successor never = new Successor(Engine.key(name + "-never"), Engine.JOB);

        Engine.end(
            new Engine(flux, ledger, witness)
                .run(name, List.of(new Chained(next, Upon.ANY), new Chained(never, Upon.FAILURE))));

        RunRecord run = ledger.find(Engine.key(name)).orElseThrow();
        RunRecord begun = ledger.find(next.key()).orElseThrow();
        assertThat(begun.state()).as("begun with its end").isEqualTo(new RunState.Intent());
        assertThat(begun.attempt()).isEqualTo(Attempt.FIRST);
        assertThat(begun.owner()).isEmpty();
        assertThat(ledger.find(never.key())).isEmpty();
        assertThat(run.state()).isInstanceOf(RunState.Done.class);
        assertThat(witness.count(name)).as(name).isOne();
        more = cuts.isOver();
        assertThat(lost).isLessThan(MOST_COMMITS);
      }
    }
    assertThat(lost).as("commits that a run makes").isGreaterThan(5);
  }

  /** Lets the constructor of a ledger pass. */
  private record AfterOpening(OneLost cuts) implements Database.Cuts {
    @Override
    public void before() throws SQLException {
      if (isRun()) {
        cuts.before();
      }
    }

    @Override
    public void after() throws SQLException {
      if (isRun()) {
        cuts.after();
      }
    }

    private static boolean isRun() {
      return Thread.currentThread().isVirtual();
    }
  }
}
