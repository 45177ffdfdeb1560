package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryHistoryTest extends LedgerTests {
  private static final RunState.Done DONE = new RunState.Done(COMPLETED);
  private static final int MOST = 10_000;

  private final MemoryLedger history = new MemoryLedger(clock);

  @Override
  protected RunLedger emptyLedger() {
    return history;
  }

  @Test
  void runs_are_found_by_the_beginning_of_their_names() {
    RunRecord run = run(KEY, ANN, new RunState.Intent());
    ledger.claim(new RunKey("day", "a.third", NOON, 0), JOB, ANN);
    over(key("a.other"), DONE);
    String id = run.key().id();

    assertThat(history.startingWith("night", id.substring(0, 8), 3)).containsExactly(run);
    assertThat(history.startingWith("day", id.substring(0, 8), 3)).isEmpty();
    assertThat(history.startingWith("night", "", 3)).hasSize(2);
    assertThat(history.startingWith("night", "", 1)).hasSize(1);
    assertThat(history.startingWith("night", "%", 3)).isEmpty();
    assertThat(history.startingWith("night", "_" + id.substring(1), 3)).isEmpty();
    assertThat(history.startingWith("night", "!", 3)).isEmpty();
  }

  @Test
  void uncertain_runs_are_counted_until_somebody_settles_them() {
    over(key("a.first"), new RunState.Uncertain("gone"));
    over(key("a.second"), new RunState.Uncertain("gone"));
    over(key("a.third"), DONE);

    assertThat(history.uncertain("night")).isEqualTo(2);
    ledger.resolve(key("a.first"), COMPLETED, List.of());
    assertThat(history.uncertain("night")).isEqualTo(1);
    assertThat(history.uncertain("day")).isZero();
  }

  @Test
  void the_last_success_of_a_job_is_that_of_its_latest_run_which_completed() {
    over(key("a.first"), DONE);
    RunRecord second = over(key("a.second"), DONE);
    over(key("a.failed"), new RunState.Done(FAILED));
    over(key("a.open"), new RunState.Uncertain("gone"));
    Instant before = Instant.EPOCH;

    assertThat(history.lastSuccesses("night", Set.of(JOB, "no.job"), before))
        .isEqualTo(Map.of(JOB, second.updated()));
    assertThat(history.lastSuccesses("night", Set.of("another.job"), before)).isEmpty();
    assertThat(history.lastSuccesses("night", Set.of(), before)).isEmpty();
    assertThat(history.lastSuccesses("day", Set.of(JOB), before)).isEmpty();
    assertThat(history.lastSuccesses("night", Set.of(JOB), second.updated())).hasSize(1);
    assertThat(history.lastSuccesses("night", Set.of(JOB), second.updated().plusMillis(1)))
        .isEmpty();
  }

  @Test
  void a_job_is_known_since_its_first_run_however_that_ended() {
    RunRecord first = over(key("a.first"), new RunState.Done(FAILED));
    over(key("a.second"), DONE);
    ledger.claim(key("a.third"), "another.job", ANN);

    assertThat(history.firstRuns("night", Set.of(JOB, "no.job")))
        .isEqualTo(Map.of(JOB, first.created()));
    assertThat(history.firstRuns("night", Set.of())).isEmpty();
    assertThat(history.firstRuns("day", Set.of(JOB))).isEmpty();
  }

  @Test
  void the_first_to_end_is_forgotten_whether_it_ran_or_was_abandoned() {
    RunRecord late = run(key("a.late"), ANN, RUNNING);
    over(key("a.abandoned"), new RunState.Abandoned("cancelled"));
    over(key("a.uncertain"), new RunState.Uncertain("gone"));
    over(key("a.done"), DONE);
    ledger.close(late, DONE, List.of());
    for (int i = 0; i < MOST - 1; i++) {
      over(key("more." + i), DONE);
    }

    assertThat(ledger.find(key("a.abandoned"))).isEmpty();
    assertThat(ledger.find(key("a.done"))).isEmpty();
    assertThat(ledger.find(late.key())).isPresent();
    assertThat(ledger.find(key("a.uncertain"))).isPresent();
  }

  @Test
  void a_run_that_goes_on_is_not_forgotten() {
    over(KEY, DONE);
    ledger.reopen(KEY);
    for (int i = 0; i <= MOST; i++) {
      over(key("more." + i), DONE);
    }

    assertThat(ledger.find(KEY)).isPresent();
    assertThat(ledger.find(key("more.0"))).isEmpty();
  }
}
