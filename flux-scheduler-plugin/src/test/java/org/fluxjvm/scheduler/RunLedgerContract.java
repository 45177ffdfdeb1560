package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link RunLedger} does with a run that is not over, clause by clause. */
public abstract class RunLedgerContract extends LedgerTests {
  @Test
  void a_firing_that_is_not_known_begins() {
    Claim claim = ledger.claim(KEY, JOB, ANN);

    assertThat(claim).isInstanceOf(Claim.Begun.class);
    assertThat(claim.run().key()).isEqualTo(KEY);
    assertThat(claim.run().job()).isEqualTo(JOB);
    assertThat(claim.run().state()).isEqualTo(INTENT);
    assertThat(claim.run().attempt()).isEqualTo(Attempt.FIRST);
    assertThat(claim.run().owner()).contains(ANN);
    assertThat(claim.run().cancelReason()).isEmpty();
    assertThat(claim.run().notBefore()).isBeforeOrEqualTo(clock.instant());
    assertThat(ledger.find(KEY)).contains(claim.run());
  }

  @Test
  void keys_that_differ_in_one_part_are_different_runs() {
    List<RunKey> keys =
        List.of(
            KEY,
            new RunKey("day", KEY.trigger(), NOON, 0),
            new RunKey(KEY.scheduler(), "reports.NOON", NOON, 0),
            new RunKey(KEY.scheduler(), KEY.trigger(), NOON.plusMillis(1), 0),
            new RunKey(KEY.scheduler(), KEY.trigger(), NOON, 1));

    assertThat(keys)
        .allSatisfy(key -> assertThat(ledger.claim(key, JOB, ANN)).isInstanceOf(Claim.Begun.class));
    assertThat(keys).allSatisfy(key -> assertThat(find(key).key()).isEqualTo(key));
  }

  @ParameterizedTest
  @MethodSource("openStates")
  void a_run_that_is_not_over_is_taken_over_where_it_is(RunState.Open state) {
    RunRecord left = run(KEY, ANN, state);

    Claim claim = ledger.claim(KEY, "another.job", BEN);

    assertThat(claim).isInstanceOf(Claim.TakenOver.class);
    assertThat(claim.run().state()).isEqualTo(state);
    assertThat(claim.run().job()).isEqualTo(JOB);
    assertThat(claim.run().owner()).contains(BEN);
    assertThat(claim.run().epoch()).isEqualTo(left.epoch() + 1);
    assertThat(ledger.find(KEY)).contains(claim.run());
  }

  @Test
  void a_submission_that_may_be_on_its_way_is_nobodys_after_a_takeover() {
    RunRecord left = run(KEY, ANN, INTENT);

    assertThat(ledger.claim(KEY, JOB, BEN).run().attempt())
        .isEqualTo(left.attempt().resubmission());
  }

  @Test
  void a_submission_counts_once_flux_has_taken_it() {
    RunRecord held = run(KEY, ANN, HELD);
    assertThat(ledger.submissions(held)).isOne();
    ledger.repeat(held, held.attempt().resubmission(), NOON, "restarted");
    ledger.claim(KEY, JOB, BEN);
    RunRecord taken = ledger.claim(KEY, JOB, ANN).run();
    assertThat(ledger.submissions(taken)).isOne();

    RunRecord again = ledger.advance(taken, RELEASED).orElseThrow();

    assertThat(ledger.submissions(again)).isEqualTo(2);
    ledger.repeat(again, again.attempt().retry(), NOON, "exit code 3");
    assertThat(ledger.submissions(find(KEY))).isZero();
  }

  @Test
  void a_job_that_is_known_is_taken_over_with_its_attempt() {
    RunRecord left = run(KEY, ANN, HELD);

    assertThat(ledger.claim(KEY, JOB, BEN).run().attempt()).isEqualTo(left.attempt());
  }

  @ParameterizedTest
  @MethodSource("openStates")
  void what_the_last_owner_still_writes_has_no_effect(RunState.Open state) {
    RunRecord left = run(KEY, ANN, state);
    RunRecord taken = ledger.claim(KEY, JOB, BEN).run();

    assertThat(ledger.advance(left, RUNNING)).isEmpty();
    assertThat(ledger.repeat(left, left.attempt().retry(), NOON, "again")).isEmpty();
    assertThat(ledger.close(left, new RunState.Done(COMPLETED), List.of())).isEmpty();
    assertThat(ledger.find(KEY)).contains(taken);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void a_run_that_is_over_is_not_taken_over(RunState.Closed end) {
    RunRecord over = over(KEY, end);

    assertThat(ledger.claim(KEY, JOB, BEN)).isEqualTo(new Claim.Over(over));
    assertThat(ledger.find(KEY)).contains(over);
  }

  @Test
  void a_run_goes_through_its_states_and_keeps_what_it_is() {
    RunRecord run = run(KEY, ANN, INTENT);
    for (RunState.Open state : List.of(HELD, RELEASING, RELEASED, RUNNING)) {
      RunRecord next = ledger.advance(run, state).orElseThrow();

      assertThat(next.state()).isEqualTo(state);
      assertThat(next.updated()).isAfter(run.updated());
      assertThat(next.created()).isEqualTo(run.created());
      assertThat(next.attempt()).isEqualTo(run.attempt());
      assertThat(next.owner()).isEqualTo(run.owner());
      assertThat(next.epoch()).isEqualTo(run.epoch());
      assertThat(ledger.find(KEY)).contains(next);
      run = next;
    }
  }

  @Test
  void a_run_does_not_advance_from_where_it_is_no_more() {
    RunRecord intent = run(KEY, ANN, INTENT);
    RunRecord held = ledger.advance(intent, HELD).orElseThrow();

    assertThat(ledger.advance(intent, new RunState.Held(PLACEMENT))).isEmpty();
    assertThat(ledger.find(KEY)).contains(held);
  }

  @Test
  void a_run_that_is_not_known_does_not_change() {
    RunRecord known = run(KEY, ANN, INTENT);
    RunRecord unknown =
        new RunRecord(
            key("reports.other"),
            JOB,
            known.attempt(),
            known.state(),
            known.owner(),
            known.epoch(),
            known.cancelReason(),
            known.notBefore(),
            known.created(),
            known.updated());

    assertThat(ledger.advance(unknown, HELD)).isEmpty();
    assertThat(ledger.repeat(unknown, Attempt.FIRST.retry(), NOON, "")).isEmpty();
    assertThat(ledger.close(unknown, new RunState.Done(COMPLETED), List.of())).isEmpty();
    assertThat(ledger.requestCancel(unknown.key(), "")).isEmpty();
    assertThat(ledger.resolve(unknown.key(), COMPLETED, List.of())).isEmpty();
    assertThat(ledger.reopen(unknown.key())).isEmpty();
    assertThat(ledger.find(unknown.key())).isEmpty();
  }

  @Test
  void a_run_that_is_to_be_cancelled_is_not_released() {
    RunRecord held = run(KEY, ANN, HELD);
    RunRecord asked = ledger.requestCancel(KEY, "not today").orElseThrow();

    assertThat(ledger.advance(held, RELEASING)).isEmpty();
    assertThat(ledger.advance(asked, RELEASING)).isEmpty();
    assertThat(ledger.find(KEY)).contains(asked);
    assertThat(ledger.close(held, new RunState.Abandoned("not today"), List.of())).isPresent();
  }

  @Test
  void a_run_that_may_run_goes_on_until_its_cancellation_is_seen() {
    RunRecord releasing = run(KEY, ANN, RELEASING);
    ledger.requestCancel(KEY, "too late");

    RunRecord released = ledger.advance(releasing, RELEASED).orElseThrow();

    assertThat(released.cancelReason()).contains("too late");
    assertThat(ledger.advance(released, RUNNING)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("openStates")
  void a_cancellation_is_put_down_and_changes_nothing_else(RunState.Open state) {
    RunRecord run = run(KEY, ANN, state);

    RunRecord asked = ledger.requestCancel(KEY, "wrong input").orElseThrow();

    assertThat(asked.cancelReason()).contains("wrong input");
    assertThat(asked).usingRecursiveComparison().ignoringFields("cancelReason").isEqualTo(run);
    assertThat(ledger.find(KEY)).contains(asked);
  }

  @Test
  void a_cancellation_outlives_a_takeover_and_a_repetition() {
    RunRecord held = run(KEY, ANN, HELD);
    ledger.requestCancel(KEY, "wrong input");
    ledger.repeat(held, held.attempt().retry(), NOON, "lost");

    assertThat(ledger.claim(KEY, JOB, BEN).run().cancelReason()).contains("wrong input");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void a_run_that_is_over_cannot_be_cancelled(RunState.Closed end) {
    RunRecord over = over(KEY, end);

    assertThat(ledger.requestCancel(KEY, "too late")).isEmpty();
    assertThat(ledger.find(KEY)).contains(over);
  }

  @ParameterizedTest
  @MethodSource("openStates")
  void a_run_is_put_back_for_a_further_submission(RunState.Open state) {
    RunRecord run = run(KEY, ANN, state);
    Instant later = NOON.plusSeconds(90);

    RunRecord again = ledger.repeat(run, run.attempt().retry(), later, "exit code 3").orElseThrow();

    assertThat(again.state()).isEqualTo(INTENT);
    assertThat(again.attempt()).isEqualTo(new Attempt(2, 1));
    assertThat(again.notBefore()).isEqualTo(later);
    assertThat(again.owner()).contains(ANN);
    assertThat(again.epoch()).isEqualTo(run.epoch());
    assertThat(ledger.find(KEY)).contains(again);
    assertThat(ledger.repeat(run, run.attempt().retry(), later, "exit code 3")).isEmpty();
    assertThat(ledger.advance(run, RUNNING)).isEmpty();
    assertThat(ledger.advance(again, HELD)).isPresent();
  }

  @Test
  void a_later_firing_of_a_trigger_is_told_of_as_long_as_it_is_not_over() {
    RunRecord run = run(KEY, ANN, INTENT);
    run(new RunKey("night", KEY.trigger(), NOON.minusSeconds(1), 0), ANN, INTENT);
    run(new RunKey("night", "reports.other", NOON.plusSeconds(1), 0), ANN, INTENT);
    run(new RunKey("day", KEY.trigger(), NOON.plusSeconds(1), 0), ANN, INTENT);
    assertThat(ledger.hasLater(run)).isFalse();
    RunRecord later = run(new RunKey("night", KEY.trigger(), NOON.plusSeconds(1), 0), BEN, RUNNING);
    assertThat(ledger.hasLater(run)).isTrue();

    ledger.close(later, new RunState.Done(COMPLETED), List.of());

    assertThat(ledger.hasLater(run)).isFalse();
  }

  @Test
  void the_open_runs_of_a_scheduler_are_read_the_oldest_first() {
    RunRecord first = run(key("z.first"), ANN, INTENT);
    over(key("m.over"), new RunState.Done(COMPLETED));
    over(key("m.uncertain"), new RunState.Uncertain("gone"));
    ledger.claim(new RunKey("day", "a.b", NOON, 0), JOB, ANN);
    RunRecord second = run(key("a.second"), BEN, RUNNING);
    RunRecord third = run(key("k.third"), ANN, HELD);

    assertThat(ledger.open("night")).containsExactly(first, second, third);
  }
}
