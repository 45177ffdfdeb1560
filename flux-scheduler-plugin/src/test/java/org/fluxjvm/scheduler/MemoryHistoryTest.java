package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
