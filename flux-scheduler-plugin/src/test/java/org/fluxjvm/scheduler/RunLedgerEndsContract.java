package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RunLedger} does when a run ends, and after that. */
public abstract class RunLedgerEndsContract extends LedgerTests {

  @ParameterizedTest
  @MethodSource("ends")
  void a_run_ends_once(RunState.Closed end) {
    RunRecord running = run(KEY, ANN, RUNNING);

    RunRecord over = ledger.close(running, end, List.of()).orElseThrow();

    assertThat(over.state()).isEqualTo(end);
    assertThat(over.attempt()).isEqualTo(running.attempt());
    assertThat(ledger.find(KEY)).contains(over);
    assertThat(ledger.close(running, new RunState.Done(FAILED), List.of())).isEmpty();
    assertThat(ledger.advance(running, RUNNING)).isEmpty();
    assertThat(ledger.find(KEY)).contains(over);
  }

  @Test
  void what_follows_upon_an_end_begins_with_it_without_an_owner() {
    RunRecord running = run(KEY, ANN, RUNNING);
    Successor next = new Successor(key("reports.next"), "reports.mail");

    ledger.close(running, new RunState.Done(COMPLETED), List.of(next));

    RunRecord begun = find(next.key());
    assertThat(begun.state()).isEqualTo(INTENT);
    assertThat(begun.job()).isEqualTo("reports.mail");
    assertThat(begun.attempt()).isEqualTo(Attempt.FIRST);
    assertThat(begun.owner()).isEmpty();
    assertThat(ledger.open("night")).containsExactly(begun);
    Claim claim = ledger.claim(next.key(), next.job(), BEN);
    assertThat(claim).isInstanceOf(Claim.TakenOver.class);
    assertThat(claim.run().owner()).contains(BEN);
  }

  @Test
  void nothing_follows_upon_an_end_that_did_not_come_about() {
    RunRecord left = run(KEY, ANN, RUNNING);
    ledger.claim(KEY, JOB, BEN);
    Successor next = new Successor(key("reports.next"), JOB);

    assertThat(ledger.close(left, new RunState.Done(COMPLETED), List.of(next))).isEmpty();
    assertThat(ledger.find(next.key())).isEmpty();
  }

  @Test
  void what_follows_and_is_known_already_is_left_as_it_is() {
    RunRecord open = run(key("reports.open"), BEN, HELD);
    RunRecord over = over(key("reports.over"), new RunState.Done(FAILED));
    Successor twice = new Successor(key("reports.twice"), JOB);
    RunRecord running = run(KEY, ANN, RUNNING);

    Optional<RunRecord> closed =
        ledger.close(
            running,
            new RunState.Done(COMPLETED),
            List.of(new Successor(open.key(), JOB), new Successor(over.key(), JOB), twice, twice));

    assertThat(closed).isPresent();
    assertThat(ledger.find(open.key())).contains(open);
    assertThat(ledger.find(over.key())).contains(over);
    assertThat(find(twice.key()).owner()).isEmpty();
  }

  @Test
  void an_uncertain_run_is_resolved_once() {
    RunRecord over = over(KEY, new RunState.Uncertain("the instance is gone"));
    Successor next = new Successor(key("reports.next"), JOB);

    RunRecord resolved = ledger.resolve(KEY, FAILED, List.of(next)).orElseThrow();

    assertThat(resolved.state()).isEqualTo(new RunState.Done(FAILED));
    assertThat(resolved.attempt()).isEqualTo(over.attempt());
    assertThat(ledger.find(KEY)).contains(resolved);
    assertThat(find(next.key()).state()).isEqualTo(INTENT);
    assertThat(ledger.resolve(KEY, COMPLETED, List.of())).isEmpty();
    assertThat(ledger.find(KEY)).contains(resolved);
  }

  @ParameterizedTest
  @MethodSource("openStates")
  void only_an_uncertain_run_is_resolved_and_only_one_that_is_over_is_reopened(
      RunState.Open state) {
    RunRecord run = run(KEY, ANN, state);

    assertThat(ledger.resolve(KEY, COMPLETED, List.of())).isEmpty();
    assertThat(ledger.reopen(KEY)).isEmpty();
    assertThat(ledger.find(KEY)).contains(run);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void a_run_that_is_over_is_reopened_for_a_further_try(RunState.Closed end) {
    RunRecord running = run(KEY, ANN, RUNNING);
    ledger.requestCancel(KEY, "enough");
    ledger.close(running, end, List.of());

    RunRecord again = ledger.reopen(KEY).orElseThrow();

    assertThat(again.state()).isEqualTo(INTENT);
    assertThat(again.attempt()).isEqualTo(running.attempt().retry());
    assertThat(again.owner()).isEmpty();
    assertThat(again.cancelReason()).isEmpty();
    assertThat(again.created()).isEqualTo(running.created());
    assertThat(ledger.find(KEY)).contains(again);
    assertThat(ledger.advance(running, RUNNING)).isEmpty();
    assertThat(ledger.close(running, end, List.of())).isEmpty();
    assertThat(ledger.open("night")).containsExactly(again);
    assertThat(ledger.claim(KEY, JOB, BEN)).isInstanceOf(Claim.TakenOver.class);
  }
}
