package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.HighCardinalityTagsDetector;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.metrics.DocumentedMeters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs on an embedded instance. */
class RunMetricsTest {
  private final Flux flux = Flux.open("embedded:");
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private final RunExecutor executor = executor();
  private final RunMetrics metrics = RunMetrics.of(executor, "night");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int runs;

  @BeforeEach
  void bind() {
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    metrics.close();
    flux.close();
  }

  @Test
  void finished_runs_are_counted_once_by_their_result() throws Exception {
    end(run("true"));
    end(run("exit 1"));
    end(run("exit 2"));
    end(run(JobspecV1.fromCommand(List.of("true")).queue("none-of-this-name").build()));

    assertThat(finished("completed")).isEqualTo(1);
    assertThat(finished("failed")).isEqualTo(2);
    assertThat(finished("canceled")).isZero();
    assertThat(finished("refused")).isEqualTo(1);
    assertThat(
            registry
                .get("quartz.flux.submit")
                .tags("queue", "none-of-this-name", "outcome", "rejected")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void the_times_of_a_job_are_recorded_once_when_it_is_over() throws Exception {
    end(run("sleep 0.2"));

    Timer duration = registry.get("quartz.flux.run.duration").tag("result", "completed").timer();
    assertThat(duration.count()).isEqualTo(1);
    assertThat(duration.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(200);
    assertThat(registry.get("quartz.flux.run.wait").timer().count()).isEqualTo(1);
    for (String phase : List.of("prolog", "epilog")) {
      assertThat(registry.get("quartz.flux.run.overhead").tag("phase", phase).timer().count())
          .as(phase)
          .isEqualTo(1);
    }
    assertThat(registry.get("quartz.flux.submit").tag("outcome", "success").timer().count())
        .isEqualTo(1);
  }

  @Test
  void runs_under_way_are_gauged_by_state() throws Exception {
    Run run = run("sleep 60");

    await().until(() -> active("run") == 1);
    assertThat(active("new")).isZero();

    executor.cancel(run, "seen");
    end(run);
    assertThat(active("run")).isZero();
    assertThat(active("cleanup")).isZero();
    assertThat(exceptions("cancel")).isEqualTo(1);
  }

  @Test
  void runs_that_are_under_way_when_a_first_registry_is_bound_are_counted_when_they_end()
      throws Exception {
    Run run = run("sleep 60");
    await().until(() -> active("run") == 1);
    RunMetrics late = RunMetrics.of(executor, "night");
    SimpleMeterRegistry second = new SimpleMeterRegistry();

    late.bindTo(second);

    assertThat(second.get("quartz.flux.runs.active").tag("state", "run").gauge().value())
        .isEqualTo(1);
    executor.cancel(run, "seen");
    end(run);
    assertThat(second.get("quartz.flux.runs.finished").tag("result", "canceled").counter().count())
        .isEqualTo(1);
  }

  @Test
  void a_run_that_outlives_its_scheduler_is_adopted_and_timed_by_the_one_that_sees_its_end()
      throws Exception {
    RunRequest request = request(shell("sleep 1"));
    executor.run(request);
    await().until(() -> active("run") == 1);
    executor.detach();
    await().until(() -> executor.active().isEmpty());
    RunExecutor next = executor();
    SimpleMeterRegistry after = new SimpleMeterRegistry();
    try (RunMetrics itsMetrics = RunMetrics.of(next, "night")) {
      itsMetrics.bindTo(after);

      end(next.run(request));

      assertThat(
              after.get("quartz.flux.runs.recovered").tag("outcome", "adopted").counter().count())
          .isEqualTo(1);
      assertThat(after.get("quartz.flux.run.duration").timers().stream().mapToLong(Timer::count))
          .containsExactlyInAnyOrder(1L, 0L, 0L, 0L);
    }
    assertThat(active("run")).isZero();
    assertThat(finished("completed")).isZero();
    assertThat(registry.get("quartz.flux.run.wait").timer().count()).isZero();
  }

  @Test
  void a_run_that_was_over_before_is_not_counted_again() throws Exception {
    RunRequest request = request(shell("true"));
    end(executor.run(request));
    end(executor.run(request));

    assertThat(finished("completed")).isEqualTo(1);
  }

  @Test
  void two_schedulers_on_one_registry_have_meters_of_their_own() throws Exception {
    RunExecutor other = RunExecutor.builder(flux).build();
    try (RunMetrics others = RunMetrics.of(other, "day")) {
      others.bindTo(registry);
      end(run("true"));
      end(other.run(request(shell("exit 1"))));

      assertThat(finished("night", "completed")).isEqualTo(1);
      assertThat(finished("day", "failed")).isEqualTo(1);
      metrics.close();
      end(other.run(request(shell("exit 1"))));
      assertThat(finished("day", "failed")).isEqualTo(2);
      assertThat(registry.find("quartz.flux.runs.active").tag("scheduler", "day").gauges())
          .hasSize(6);
      assertThat(registry.find("quartz.flux.runs.active").tag("scheduler", "night").gauges())
          .isEmpty();
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void a_prefix_and_tags_come_with_each_meter() throws Exception {
    SimpleMeterRegistry named = new SimpleMeterRegistry();
    try (RunMetrics own =
        RunMetrics.builder(executor, "night").prefix("hpc").tags(Tags.of("site", "here")).build()) {
      own.bindTo(named);
      end(run("true"));

      assertThat(named.getMeters())
          .allMatch(meter -> meter.getId().getName().startsWith("hpc.quartz.flux."))
          .allMatch(meter -> "here".equals(meter.getId().getTag("site")));
    }
    assertThat(named.getMeters()).isEmpty();
  }

  @Test
  void hundreds_of_queues_do_not_make_hundreds_of_values() {
    RunTally tally =
        new RunTally(new RunMeters("night", metersOf(registry)), InstantSource.system());
    for (int i = 0; i < 300; i++) {
      tally.onStarted(new Run(request(queue("q" + i)), Instant.now()));
    }

    // 100 queues and the rest, with 4 results and 7 buckets each, are the most.
    assertThat(new HighCardinalityTagsDetector(registry, 2_900, Duration.ofMinutes(1)).findFirst())
        .isEmpty();
    assertThat(registry.get("quartz.flux.run.wait").tag("queue", "other").timers()).hasSize(1);
    assertThat(registry.get("quartz.flux.run.wait").timers()).hasSize(101);
  }

  @Test
  void closing_removes_what_was_registered_and_listens_no_more() throws Exception {
    end(run("true"));

    metrics.close();
    metrics.close();
    end(run("true"));

    assertThat(registry.getMeters()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  private static DocumentedMeters metersOf(SimpleMeterRegistry registry) {
    DocumentedMeters meters = new DocumentedMeters("", List.of());
    meters.bind(registry);
    return meters;
  }

  private double finished(String result) {
    return registry.get("quartz.flux.runs.finished").tag("result", result).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private double finished(String scheduler, String result) {
    return registry
        .get("quartz.flux.runs.finished")
        .tags("scheduler", scheduler, "result", result)
        .counter()
        .count();
  }

  private double exceptions(String type) {
    return registry
        .get("quartz.flux.run.exceptions")
        .tags("type", type, "fatal", "true")
        .counter()
        .count();
  }

  private double active(String state) {
    return registry.get("quartz.flux.runs.active").tag("state", state).gauge().value();
  }

  private RunExecutor executor() {
    return RunExecutor.builder(flux).ledger(ledger).build();
  }

  private Run run(String script) {
    return run(shell(script));
  }

  private static Jobspec shell(String script) {
    return JobspecV1.fromCommand(List.of("sh", "-c", script)).build();
  }

  private static Jobspec queue(String name) {
    return JobspecV1.fromCommand(List.of("true")).queue(name).build();
  }

  private Run run(Jobspec jobspec) {
    return executor.run(request(jobspec));
  }

  private RunRequest request(Jobspec jobspec) {
    return new RunRequest(
        new RunKey("test", "DEFAULT.job", Instant.EPOCH, runs++),
        "DEFAULT.job",
        "firing",
        jobspec,
        16,
        RunPolicy.DEFAULT,
        List.of());
  }

  private static void end(Run run) throws Exception {
    run.result().get(20, TimeUnit.SECONDS);
  }
}
