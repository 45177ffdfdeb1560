package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.fluxjvm.scheduler.RunEnd.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put down of a run step by step, and what becomes of it when that fails. */
class RunStepsTest extends RunTests {
  @Test
  void a_job_is_put_down_before_it_can_start_and_its_run_before_the_end_is_told() throws Exception {
    Queue<String> steps = new ConcurrentLinkedQueue<>();
    RunExecutor executor = executor(watched((side, step) -> steps.add(side + " " + step)));

    assertThat(end(executor.run(request("true"))).isSuccess()).isTrue();

    assertThat(steps)
        .containsSubsequence(
            "AFTER CLAIM", "AFTER HELD", "AFTER RELEASING", "AFTER RELEASED", "AFTER DONE");
    assertThat(ledger.find(due).orElseThrow().state())
        .isEqualTo(new RunState.Done(new RunEnd(Outcome.COMPLETED, OptionalInt.of(0), "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLAIM", "HELD", "RELEASING", "RELEASED", "RUNNING", "DONE"})
  void a_write_that_is_lost_or_whose_answer_is_lost_is_made_again_and_the_job_runs_once(String step)
      throws Exception {
    for (Side lost : Side.values()) {
      Set<Side> once = ConcurrentHashMap.newKeySet();
      RunKey key = new RunKey("test", "DEFAULT." + step + lost, Instant.now(), 0);
      RunExecutor executor =
          executor(
              watched(
                  (side, written) -> {
                    if (side == lost && written.equals(step) && once.add(side)) {
                      throw new LedgerException("lost on purpose", null);
                    }
                  }));

      RunResult result = end(executor.run(witnessed(key)));

      assertThat(once).isNotEmpty();
      assertThat(result.isSuccess()).isTrue();
      assertThat(witnesses(key)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLAIM", "HELD", "RELEASING", "RELEASED", "RUNNING", "DONE"})
  void a_scheduler_that_stops_beside_any_write_is_succeeded_and_the_job_runs_once(String step)
      throws Exception {
    for (Side stopped : Side.values()) {
      RunKey key = new RunKey("test", "DEFAULT." + step + stopped, Instant.now(), 0);
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch free = new CountDownLatch(1);
      RunExecutor first =
          executor(
              watched(
                  (side, written) -> {
                    if (side == stopped && written.equals(step)) {
                      reached.countDown();
                      awaitQuietly(free);
                    }
                  }));
      Run stale = first.run(witnessed(key));
      assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

      RunResult result = end(executor(ledger).run(witnessed(key)));
      free.countDown();

      assertThat(result.isSuccess()).isTrue();
      assertThat(end(stale).isSuccess()).as("it ends with the run, by whomever").isTrue();
      assertThat(witnesses(key)).isEqualTo(1);
      await().alias("nothing is left held").until(() -> activeJobs() == 0);
    }
  }

  @Test
  void a_run_that_is_cancelled_before_its_release_never_starts() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    RunExecutor executor =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.AFTER && step.equals("HELD")) {
                    held.countDown();
                    awaitQuietly(free);
                  }
                }));
    Run run = executor.run(witnessed(due));
    held.await();

    executor.cancel(due, "not needed");
    free.countDown();

    assertThat(end(run)).isEqualTo(new RunResult.Abandoned("not needed"));
    assertThat(witnesses(due)).isZero();
    await().until(() -> activeJobs() == 0);
  }

  @Test
  void a_run_that_is_over_is_not_run_again() throws Exception {
    end(executor(ledger).run(witnessed(due)));

    RunResult again = end(executor(ledger).run(witnessed(due)));

    assertThat(again).isInstanceOf(RunResult.Recorded.class);
    assertThat(again.isSuccess()).isTrue();
    assertThat(witnesses(due)).isEqualTo(1);
  }

  @Test
  void a_firing_that_is_under_way_here_is_not_begun_twice() throws Exception {
    RunExecutor executor = executor(ledger);

    Run one = executor.run(request("true"));

    assertThat(executor.run(request("true"))).isSameAs(one);
    end(one);
  }
}
