package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.scheduler.FaultyLedger.Side;
import org.fluxjvm.scheduler.RunEnd.Outcome;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.fluxjvm.scheduler.RunRequest.Upon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a run when its ledger or its scheduler fails, on an embedded instance. */
class RunProtocolTest {
  /** Due before any scheduler here starts. */
  private final RunKey due = new RunKey("test", "DEFAULT.job", Instant.now(), 0);

  private final Flux flux = Flux.open("embedded:");
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private @TempDir Path directory;

  @AfterEach
  void close() {
    flux.close();
  }

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
  void a_detached_run_goes_on_and_is_followed_by_the_next_scheduler() throws Exception {
    RunExecutor first = executor(ledger);
    Run left = first.run(request("sleep 1"));
    await().until(() -> left.state() == JobState.RUN);

    first.detach();

    assertThat(end(left)).isEqualTo(new RunResult.Detached());
    assertThat(end(first.run(request("sleep 1")))).isEqualTo(new RunResult.Detached());
    Run next = executor(ledger).run(request("sleep 1"));
    assertThat(end(next).isSuccess()).isTrue();
    assertThat(next.jobId()).isEqualTo(left.jobId());
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

  @Test
  void a_ledger_that_lost_its_last_writes_learns_of_the_job_from_flux() throws Exception {
    Run forgotten = executor(ledger).run(witnessed(due));
    end(forgotten);

    Run again = executor(new MemoryLedger(InstantSource.system())).run(witnessed(due));

    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.jobId()).isEqualTo(forgotten.jobId());
    assertThat(witnesses(due)).isEqualTo(1);
  }

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
  void what_a_ledger_lost_of_later_tries_is_found_in_flux() throws Exception {
    RunPolicy thrice = new RunPolicy(new RetryPolicy(3, Duration.ZERO), false, RunLimits.NONE);
    end(executor(ledger).run(request("exit 3", thrice, List.of())));

    Run again =
        executor(new MemoryLedger(InstantSource.system()))
            .run(request("exit 3", thrice, List.of()));

    assertThat(end(again).word()).isEqualTo("failed");
    assertThat(again.attempt().number()).isEqualTo(3);
    assertThat(jobs()).hasSize(3);
  }

  @Test
  void a_defect_leaves_a_run_for_a_person_to_look_at() throws Exception {
    RunExecutor executor =
        executor(
            watched(
                (side, step) -> {
                  if (side == Side.BEFORE && step.equals("RUNNING")) {
                    throw new IllegalStateException("on purpose");
                  }
                }));

    assertThat(end(executor.run(request("true"))).word()).isEqualTo("uncertain");

    assertThat(ledger.find(due).orElseThrow().state()).isInstanceOf(RunState.Uncertain.class);
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
  void the_janitor_cancels_what_is_held_for_nobody_and_leaves_the_rest() throws Exception {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("true")).build();
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(0);
    JobId orphan =
        flux.jobs().submit(mark(due).on(jobspec), held);
    RunKey live = key("live");
    ledger.claim(live, "DEFAULT.job", new Owner("node", "firing"));
    JobId underWay =
        flux.jobs().submit(mark(live).on(jobspec), held);
    RunKey foreign = new RunKey("another", "DEFAULT.job", Instant.now(), 0);
    flux.jobs().submit(mark(foreign).on(jobspec), held);
    flux.jobs().submit(jobspec, held);

    assertThat(new Janitor(flux, ledger, "test").sweep()).containsExactly(orphan);

    ledger.claim(live, "DEFAULT.job", new Owner("next", "firing")); // it submits anew
    assertThat(new Janitor(flux, ledger, "test").sweep()).contains(underWay);
  }

  @Test
  void the_janitor_leaves_the_jobs_of_another_ledger_but_takes_those_of_no_ledger() {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("true")).build();
    SubmitOptions held = SubmitOptions.DEFAULT.urgency(0);
    flux.jobs().submit(new Mark(due, "DEFAULT.job", Attempt.FIRST, "another").on(jobspec), held);
    JobId earlier =
        flux.jobs().submit(new Mark(due, "DEFAULT.job", Attempt.FIRST, "").on(jobspec), held);

    assertThat(new Janitor(flux, ledger, "test").sweep()).containsExactly(earlier);
  }

  @Test
  void a_job_that_another_ledger_of_the_same_scheduler_holds_is_left_alone() throws Exception {
    RunRequest request = request("true");
    JobId others =
        flux.jobs()
            .submit(
                new Mark(due, "DEFAULT.job", Attempt.FIRST, "another").on(request.jobspec()),
                SubmitOptions.DEFAULT.urgency(0));

    assertThat(end(executor(ledger).run(request)).isSuccess()).isTrue();

    assertThat(flux.jobs().get(others).orElseThrow().state()).isEqualTo(JobState.SCHED);
  }

  @Test
  void a_job_that_nobody_put_down_is_not_adopted_while_it_is_held() throws Exception {
    Jobspec jobspec = request("true").jobspec();
    JobId orphan =
        flux.jobs()
            .submit(
                mark(due).on(jobspec),
                SubmitOptions.DEFAULT.urgency(0));

    Run run = executor(ledger).run(request("true"));

    assertThat(end(run).isSuccess()).isTrue();
    assertThat(run.jobId()).isPresent().isNotEqualTo(Optional.of(orphan));
    await().until(() -> activeJobs() == 0);
  }

  @Test
  void a_run_whose_job_is_gone_is_uncertain_and_run_again_only_if_it_may_be() throws Exception {
    leftRunning(due);
    assertThat(end(executor(ledger).run(request("true"))).word()).isEqualTo("uncertain");
    assertThat(ledger.find(due).orElseThrow().state()).isInstanceOf(RunState.Uncertain.class);

    RunKey other = key("idempotent");
    leftRunning(other);
    RunPolicy idempotent = new RunPolicy(RetryPolicy.NONE, true, RunLimits.NONE);
    Run again = executor(ledger).run(request(other, "true", idempotent, List.of()));
    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.attempt()).isEqualTo(new Attempt(2, 1));
  }

  @Test
  void an_idempotent_run_leaves_the_job_behind_that_nobody_can_tell_the_end_of() throws Exception {
    Jobspec jobspec = request("true").jobspec();
    JobId setBack =
        flux.jobs()
            .submit(
                mark(due).on(jobspec),
                SubmitOptions.DEFAULT.urgency(0));
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(setBack, "of a broker before", flux.uri());
    ledger.advance(ledger.find(due).orElseThrow(), new RunState.Running(placement));

    RunPolicy idempotent = new RunPolicy(RetryPolicy.NONE, true, RunLimits.NONE);
    Run again = executor(ledger).run(request("true", idempotent, List.of()));

    assertThat(end(again).isSuccess()).isTrue();
    assertThat(again.jobId()).isPresent().isNotEqualTo(Optional.of(setBack));
    await().until(() -> activeJobs() == 0);
  }

  @Test
  void a_try_that_the_ledger_lost_is_not_made_again() throws Exception {
    RunPolicy twice = new RunPolicy(new RetryPolicy(2, Duration.ZERO), false, RunLimits.NONE);
    end(executor(ledger).run(request("exit 3", twice, List.of())));
    JobId first = jobs().stream().min(Comparator.comparing(JobInfo::tSubmit)).orElseThrow().id();
    MemoryLedger older = new MemoryLedger(InstantSource.system());
    older.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(first, flux.attribute("broker.uuid"), flux.uri());
    older.advance(older.find(due).orElseThrow(), new RunState.Running(placement));

    Run run = executor(older).run(request("exit 3", twice, List.of()));

    assertThat(end(run).word()).isEqualTo("failed");
    assertThat(run.attempt().number()).isEqualTo(2);
    assertThat(jobs()).hasSize(2);
  }

  @Test
  void what_waited_long_for_flux_is_run_or_not_as_its_trigger_says_of_misfires() throws Exception {
    assertThat(end(late(key("skipped"), Lateness.SKIP)).word()).isEqualTo("canceled");
    assertThat(jobs()).isEmpty();
    assertThat(end(late(key("latest"), Lateness.RUN_LATEST)).isSuccess()).isTrue();
    assertThat(end(late(key("run"), Lateness.RUN)).isSuccess()).isTrue();
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

  @Test
  void a_strangers_job_of_the_same_id_is_neither_followed_nor_touched() throws Exception {
    JobId stranger = flux.jobs().submit(JobspecV1.fromCommand(List.of("sleep", "60")).build());
    ledger.claim(due, "DEFAULT.job", new Owner("dead", "firing"));
    Placement placement = new Placement(stranger, "of a broker before", flux.uri());
    ledger.advance(ledger.find(due).orElseThrow(), new RunState.Releasing(placement));

    assertThat(end(executor(ledger).run(request("true"))).word()).isEqualTo("uncertain");

    assertThat(flux.jobs().get(stranger).orElseThrow().urgency()).isEqualTo(16);
    assertThat(flux.jobs().get(stranger).orElseThrow().exception()).isEmpty();
  }

  private void leftRunning(RunKey key) {
    ledger.claim(key, "DEFAULT.job", new Owner("dead", "firing"));
    Placement gone = new Placement(JobId.of(4711), "of a broker before", flux.uri());
    ledger.advance(ledger.find(key).orElseThrow(), new RunState.Running(gone));
  }

  private Mark mark(RunKey key) {
    return new Mark(key, "DEFAULT.job", Attempt.FIRST, ledger.identity());
  }

  private FaultyLedger watched(BiConsumer<Side, String> hook) {
    return new FaultyLedger(ledger, hook);
  }

  private RunExecutor executor(RunLedger runs) {
    return RunExecutor.builder(flux).ledger(runs).build();
  }

  private RunRequest witnessed(RunKey key) {
    return request(key, "echo ran >> " + directory.resolve(key.id()), RunPolicy.DEFAULT, List.of());
  }

  private long witnesses(RunKey key) throws IOException {
    Path file = directory.resolve(key.id());
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private RunRequest request(String script) {
    return request(script, RunPolicy.DEFAULT, List.of());
  }

  private RunRequest request(String script, RunPolicy policy, List<Chained> successors) {
    return request(due, script, policy, successors);
  }

  private static RunRequest request(
      RunKey key, String script, RunPolicy policy, List<Chained> successors) {
    Jobspec jobspec = JobspecV1.fromCommand(List.of("sh", "-c", script)).name("job").build();
    return new RunRequest(key, "DEFAULT.job", "firing", jobspec, 16, policy, successors);
  }

  private static RunKey key(String trigger) {
    return new RunKey("test", "DEFAULT." + trigger, Instant.now(), 0);
  }

  private static Successor successor(String name) {
    return new Successor(key(name), "DEFAULT." + name);
  }

  private List<JobInfo> jobs() {
    try (var listing = flux.jobs().list(JobQuery.everyone())) {
      List<JobInfo> jobs = new ArrayList<>();
      listing.forEach(jobs::add);
      return jobs;
    }
  }

  private long activeJobs() {
    return jobs().stream().filter(job -> job.state() != JobState.INACTIVE).count();
  }

  private static RunResult end(Run run) throws Exception {
    return run.result().get(30, TimeUnit.SECONDS);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
