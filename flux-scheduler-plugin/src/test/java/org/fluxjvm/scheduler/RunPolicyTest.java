package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.junit.jupiter.api.Test;

/** Tries, limits, lateness, and what follows upon an end. */
class RunPolicyTest extends RunTests {
  @Test
  void a_job_that_fails_is_tried_as_often_as_it_may_be() throws Exception {
    RunPolicy thrice =
        new RunPolicy(new RetryPolicy(3, Duration.ofMillis(20)), false, RunLimits.NONE);

    Run run = executor(ledger).run(request("exit 3", thrice, List.of()));

    assertThat(end(run).word()).isEqualTo("failed");
    assertThat(run.attempt()).isEqualTo(new Attempt(3, 1));
    assertThat(jobs()).hasSize(3);
  }

  @Test
  void a_try_that_a_crash_came_before_is_still_made_and_no_more_than_that() throws Exception {
    RunPolicy twice = new RunPolicy(new RetryPolicy(2, Duration.ZERO), false, RunLimits.NONE);
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    RunExecutor first =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.AFTER && step.equals("INTENT")) {
                    failed.countDown();
                    awaitQuietly(free);
                  }
                }));
    Run stale = first.run(request("exit 3", twice, List.of()));
    failed.await();

    Run next = executor(ledger).run(request("exit 3", twice, List.of()));

    assertThat(end(next).word()).isEqualTo("failed");
    assertThat(next.attempt().number()).isEqualTo(2);
    assertThat(jobs()).hasSize(2);
    free.countDown();
    end(stale);
    assertThat(jobs())
        .filteredOn(job -> job.entered(JobState.RUN).isPresent())
        .as("what the stale scheduler submitted was never released")
        .hasSize(2);
  }

  @Test
  void a_cancelled_job_is_not_tried_again() throws Exception {
    RunPolicy twice = new RunPolicy(new RetryPolicy(2, Duration.ZERO), false, RunLimits.NONE);
    RunExecutor executor = executor(ledger);
    Run run = executor.run(request("sleep 60", twice, List.of()));
    await().until(() -> run.state() == JobState.RUN);

    executor.cancel(run, "enough");

    assertThat(end(run).word()).isEqualTo("canceled");
    assertThat(run.attempt()).isEqualTo(Attempt.FIRST);
  }

  @Test
  void what_follows_upon_an_end_is_begun_with_it() throws Exception {
    Queue<Successor> begun = new ConcurrentLinkedQueue<>();
    Successor good = successor("good");
    Successor bad = successor("bad");
    Successor any = successor("any");
    RunExecutor executor = RunExecutor.builder(flux).ledger(ledger).onSuccessor(begun::add).build();

    end(
        executor.run(
            request(
                "false",
                RunPolicy.DEFAULT,
                List.of(
                    new Chained(good, Upon.SUCCESS),
                    new Chained(bad, Upon.FAILURE),
                    new Chained(any, Upon.ANY)))));

    assertThat(begun).containsExactly(bad, any);
    assertThat(ledger.open("test"))
        .extracting(RunRecord::key)
        .containsExactly(bad.key(), any.key());
    assertThat(ledger.find(bad.key()).orElseThrow().owner()).isEmpty();
  }

  @Test
  void what_follows_upon_a_failure_or_any_end_follows_upon_a_cancellation_too() throws Exception {
    Queue<Successor> begun = new ConcurrentLinkedQueue<>();
    RunExecutor executor = RunExecutor.builder(flux).ledger(ledger).onSuccessor(begun::add).build();
    List<Chained> successors =
        List.of(
            new Chained(successor("good"), Upon.SUCCESS),
            new Chained(successor("bad"), Upon.FAILURE),
            new Chained(successor("any"), Upon.ANY));
    Run running = executor.run(request("sleep 60", RunPolicy.DEFAULT, successors));
    await().until(() -> running.state() == JobState.RUN);

    executor.cancel(running, "enough");

    assertThat(end(running).word()).isEqualTo("canceled");
    assertThat(begun).extracting(Successor::job).containsExactly("DEFAULT.bad", "DEFAULT.any");
    assertThat(ledger.open("test"))
        .extracting(RunRecord::job)
        .containsExactly("DEFAULT.bad", "DEFAULT.any");
  }

  @Test
  void what_follows_upon_a_run_that_was_cancelled_before_it_began_is_begun_likewise()
      throws Exception {
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    ledger.requestCancel(due, "not needed");
    List<Chained> successors =
        List.of(
            new Chained(successor("good"), Upon.SUCCESS),
            new Chained(successor("bad"), Upon.FAILURE),
            new Chained(successor("any"), Upon.ANY));

    Run run = executor(ledger).run(request("true", RunPolicy.DEFAULT, successors));

    assertThat(end(run)).isEqualTo(new RunResult.Abandoned("not needed"));
    assertThat(ledger.open("test"))
        .extracting(RunRecord::job)
        .containsExactly("DEFAULT.bad", "DEFAULT.any");
  }

  @Test
  void runs_beyond_the_concurrency_of_their_job_wait_and_say_so() throws Exception {
    RunPolicy alone =
        new RunPolicy(
            RetryPolicy.NONE, false, new RunLimits(OptionalInt.of(1), "", OptionalDouble.empty()));
    RunExecutor executor = executor(ledger);
    Run one = executor.run(request("sleep 60", alone, List.of()));
    await().until(() -> one.state() == JobState.RUN);

    Run other = executor.run(request(key("other"), "true", alone, List.of()));

    await().until(() -> other.waiting().startsWith("concurrency: 1 of 1"));
    assertThat(other.jobId()).isEmpty();
    executor.cancel(one, "enough");
    assertThat(end(other).isSuccess()).isTrue();
  }

  @Test
  void what_waited_long_for_flux_is_run_or_not_as_its_trigger_says_of_misfires() throws Exception {
    assertThat(end(late(key("skipped"), Lateness.SKIP)).word()).isEqualTo("canceled");
    assertThat(jobs()).isEmpty();
    assertThat(end(late(key("latest"), Lateness.RUN_LATEST)).isSuccess()).isTrue();
    assertThat(end(late(key("run"), Lateness.RUN)).isSuccess()).isTrue();
  }

  @Test
  void a_late_firing_is_not_the_latest_if_another_scheduler_has_one() throws Exception {
    RunKey late = key("latest");
    RunKey later = new RunKey("test", late.trigger(), late.scheduled().plusSeconds(1), 0);
    ledger.claim(later, "DEFAULT.job", new Owner("another", "firing"));

    assertThat(end(late(late, Lateness.RUN_LATEST)).word()).isEqualTo("canceled");
    assertThat(jobs()).isEmpty();
  }

  /** A run for which minutes pass before Flux answers. */
  private Run late(RunKey key, Lateness lateness) {
    AtomicInteger looks = new AtomicInteger();
    InstantSource clock =
        () -> key.scheduled().plus(Duration.ofMinutes(2).multipliedBy(looks.getAndIncrement()));
    RunPolicy policy = new RunPolicy(RetryPolicy.NONE, false, RunLimits.NONE, lateness);
    return RunExecutor.builder(flux)
        .ledger(ledger)
        .timing(Timing.of(clock))
        .build()
        .run(request(key, "true", policy, List.of()));
  }

  private static Successor successor(String name) {
    return new Successor(key(name), "DEFAULT." + name);
  }
}
