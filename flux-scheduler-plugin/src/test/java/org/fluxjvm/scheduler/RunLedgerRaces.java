package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link RunLedger} does when several write at the same time. */
@Timeout(120)
public abstract class RunLedgerRaces extends LedgerTests {
  private static final int ROUNDS = 20;
  private static final int STEPS = 60;
  private static final int KEYS = 4;

  @Test
  void of_many_claimants_one_begins_and_each_has_an_epoch_of_its_own() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      RunKey key = key("reports.round" + round);

      List<Claim> claims = together(() -> ledger.claim(key, JOB, ANN));

      assertThat(claims).filteredOn(Claim.Begun.class::isInstance).hasSize(1);
      assertThat(claims).extracting(claim -> claim.run().epoch()).doesNotHaveDuplicates();
    }
  }

  @Test
  void of_many_that_advance_a_run_one_does() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      RunRecord run = run(key("reports.round" + round), ANN, new RunState.Intent());

      var advanced = together(() -> ledger.advance(run, new RunState.Held(PLACEMENT)));

      assertThat(advanced).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  @Test
  void of_many_that_end_a_run_one_does_and_what_follows_begins_once() throws Exception {
    Successor next = new Successor(key("reports.next"), JOB);
    RunRecord run = run(KEY, ANN, new RunState.Running(PLACEMENT));

    var closed = together(() -> ledger.close(run, new RunState.Done(COMPLETED), List.of(next)));

    assertThat(closed).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(ledger.open("night")).hasSize(1);
  }

  @Test
  void either_a_run_is_cancelled_or_it_is_released() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      RunRecord held = run(key("reports.round" + round), ANN, new RunState.Held(PLACEMENT));
      AtomicInteger turn = new AtomicInteger();

      List<Optional<RunRecord>> answers =
          together(
              () ->
                  turn.getAndIncrement() % 2 == 0
                      ? ledger.requestCancel(held.key(), "stop")
                      : ledger.advance(held, new RunState.Releasing(PLACEMENT)));

      RunRecord now = ledger.find(held.key()).orElseThrow();
      boolean released = now.state() instanceof RunState.Releasing;
      assertThat(now.cancelReason()).contains("stop");
      assertThat(answers.stream().flatMap(Optional::stream).anyMatch(this::isReleasedUnasked))
          .isEqualTo(released);
    }
  }

  private boolean isReleasedUnasked(RunRecord run) {
    return run.state() instanceof RunState.Releasing && run.cancelReason().isEmpty();
  }

  /** Two runs that follow upon each other lock each other's rows, each in its own order. */
  @Test
  void runs_that_follow_upon_each_other_end_at_the_same_time() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      RunRecord one = run(key("reports.one" + round), ANN, new RunState.Running(PLACEMENT));
      RunRecord two = run(key("reports.two" + round), BEN, new RunState.Running(PLACEMENT));
      AtomicInteger turn = new AtomicInteger();

      var closed =
          together(
              () ->
                  turn.getAndIncrement() % 2 == 0 ? close(one, two.key()) : close(two, one.key()));

      assertThat(closed).filteredOn(Optional::isPresent).hasSize(2);
    }
  }

  private Optional<RunRecord> close(RunRecord run, RunKey next) {
    return ledger.close(run, new RunState.Done(COMPLETED), List.of(new Successor(next, JOB)));
  }

  /** What a run was changed from never was before, and never will be again. */
  @Test
  void whatever_is_written_at_once_each_step_is_made_once() throws Exception {
    Set<Step> made = ConcurrentHashMap.newKeySet();
    Set<Step> twice = ConcurrentHashMap.newKeySet();
    AtomicInteger seed = new AtomicInteger();

    together(
        () -> {
          Random random = new Random(seed.incrementAndGet());
          for (int i = 0; i < STEPS; i++) {
            RunKey key = key("reports.key" + random.nextInt(KEYS));
            RunRecord run = ledger.find(key).orElseGet(() -> ledger.claim(key, JOB, ANN).run());
            if (write(run, random).isPresent() && !made.add(Step.from(run))) {
              twice.add(Step.from(run));
            }
          }
          return true;
        });

    assertThat(twice).isEmpty();
    assertThat(made).isNotEmpty();
  }

  private Optional<RunRecord> write(RunRecord run, Random random) {
    if (run.state() instanceof RunState.Closed) {
      ledger.reopen(run.key());
      return Optional.empty();
    }
    return switch (random.nextInt(6)) {
      case 0 -> {
        ledger.claim(run.key(), JOB, BEN);
        yield Optional.empty();
      }
      case 1 -> ledger.repeat(run, run.attempt().resubmission(), NOON, "lost");
      case 2 -> ledger.close(run, new RunState.Done(COMPLETED), List.of());
      default -> next(run.state()).flatMap(state -> ledger.advance(run, state));
    };
  }

  private static Optional<RunState.Open> next(RunState state) {
    return switch (state) {
      case RunState.Intent intent -> Optional.of(new RunState.Held(PLACEMENT));
      case RunState.Held held -> Optional.of(new RunState.Releasing(PLACEMENT));
      case RunState.Releasing releasing -> Optional.of(new RunState.Released(PLACEMENT));
      case RunState.Released released -> Optional.of(new RunState.Running(PLACEMENT));
      default -> Optional.empty();
    };
  }

  private record Step(RunKey key, long epoch, Attempt attempt, String word) {
    static Step from(RunRecord run) {
      return new Step(run.key(), run.epoch(), run.attempt(), run.state().word());
    }
  }
}
