package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private final Flux flux = Flux.open("embedded:");
  private final RunExecutor executor = RunExecutor.builder(flux).build();
  private final RunMetrics metrics = new RunMetrics(executor);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int runs;

  @BeforeEach
  void bind() {
    executor.addListener(metrics);
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void finished_runs_are_counted_once_by_their_result() throws Exception {
    end(run("true"));
    end(run("exit 1"));
    end(run("exit 2"));

    assertThat(finished("completed")).isEqualTo(1);
    assertThat(finished("failed")).isEqualTo(2);
    assertThat(finished("canceled")).isZero();
  }

  @Test
  void wait_duration_and_submit_latency_are_timed() throws Exception {
    end(run("sleep 0.2"));

    assertThat(registry.get("quartz.flux.run.duration").timer().totalTime(TimeUnit.MILLISECONDS))
        .isGreaterThanOrEqualTo(200);
    assertThat(registry.get("quartz.flux.run.wait").timer().count()).isEqualTo(1);
    assertThat(
            registry
                .get("quartz.flux.submit")
                .tags("outcome", "success", "queue", "anonymous")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_submission_that_flux_refuses_is_told_from_one_that_it_does_not_answer() throws Exception {
    end(run(JobspecV1.fromCommand(List.of("true")).queue("none-of-this-name").build()));
    Run unanswered = run("sleep 60");
    unanswered.refused(new FluxException(Errno.EHOSTUNREACH, "job-ingest.submit", "no broker"));
    metrics.onSubmitted(unanswered, Duration.ZERO);

    assertThat(submitted("rejected")).isEqualTo(1);
    assertThat(submitted("error")).isEqualTo(1);
  }

  @Test
  void runs_under_way_are_gauged_by_state() throws Exception {
    Run run = run("sleep 60");

    await().until(() -> active("run") == 1);

    executor.cancel(run, "seen");
    end(run);
    assertThat(active("run")).isZero();
  }

  @Test
  void the_results_of_a_queue_are_there_at_zero_from_its_first_run() {
    run("sleep 60");

    assertThat(registry.find("quartz.flux.runs.finished").counters()).hasSize(6);
  }

  @Test
  void every_meter_has_a_description_and_the_same_tags_under_one_name() throws Exception {
    end(run("true"));

    List<Meter> meters =
        registry.getMeters().stream()
            .filter(meter -> !meter.getId().getName().endsWith(".histogram")) // of this registry
            .toList();
    assertThat(meters).allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    assertThat(meters.stream().map(meter -> meter.getId().getName() + tagKeys(meter)).distinct())
        .hasSize(5);
  }

  @Test
  void closing_removes_what_was_registered() throws Exception {
    end(run("true"));

    metrics.close();

    assertThat(registry.getMeters()).isEmpty();
  }

  private static List<String> tagKeys(Meter meter) {
    return meter.getId().getTags().stream().map(tag -> tag.getKey()).toList();
  }

  private double finished(String result) {
    return registry.get("quartz.flux.runs.finished").tag("result", result).counter().count();
  }

  private double active(String state) {
    return registry.get("quartz.flux.runs.active").tag("state", state).gauge().value();
  }

  private long submitted(String outcome) {
    return registry.get("quartz.flux.submit").tag("outcome", outcome).timer().count();
  }

  private Run run(String script) {
    return run(JobspecV1.fromCommand(List.of("sh", "-c", script)).build());
  }

  private Run run(Jobspec jobspec) {
    return executor.run(
        new RunRequest(
            new RunKey("test", "DEFAULT.job", Instant.EPOCH, runs++),
            "DEFAULT.job",
            "firing",
            jobspec,
            16,
            RunPolicy.DEFAULT,
            List.of()));
  }

  private static void end(Run run) throws Exception {
    run.result().get(20, TimeUnit.SECONDS);
  }
}
