package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.metrics.DocumentedMeters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of what is told, event by event, without Flux. */
class RunTallyTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DocumentedMeters meters = new DocumentedMeters("", List.of());
  private final RunTally tally =
      new RunTally(new RunMeters("test", meters), () -> NOON.plusSeconds(100));
  private final Run run = new Run(request(), NOON);

  @BeforeEach
  void bind() {
    meters.bind(registry);
  }

  @Test
  void a_run_is_in_one_state_at_a_time_since_its_event() {
    tally.onStarted(run);
    assertThat(active("new")).isEqualTo(1);
    assertThat(age("new")).isEqualTo(100);

    submit();
    event(1, "validate", "");
    event(2, "depend", "");
    event(3, "priority", "\"priority\":16");
    event(10, "alloc", "");

    assertThat(active("new")).isZero();
    assertThat(active("run")).isEqualTo(1);
    assertThat(age("run")).isEqualTo(90);
    event(40, "finish", "\"status\":0");
    assertThat(age("cleanup")).isEqualTo(60);
    event(41, "clean", "");
    assertThat(active("cleanup")).isZero();
  }

  @Test
  void times_are_taken_from_the_events() {
    tally.onStarted(run);
    live(0);

    assertThat(seconds("quartz.flux.run.wait", "queue", "batch")).isEqualTo(10);
    assertThat(seconds("quartz.flux.run.overhead", "phase", "prolog")).isEqualTo(2);
    assertThat(seconds("quartz.flux.run.duration", "result", "completed")).isEqualTo(28);
    assertThat(seconds("quartz.flux.run.overhead", "phase", "epilog")).isEqualTo(5);
  }

  @Test
  void exceptions_are_counted_once_by_type_and_whether_they_end_the_job() {
    tally.onStarted(run);
    submit();
    event(1, "validate", "");
    event(2, "exception", "\"type\":\"mine\",\"severity\":5");
    event(3, "exception", "\"type\":\"cancel\",\"severity\":0");
    assertThat(exceptions("cancel", "true")).isZero();
    event(4, "clean", "");

    assertThat(exceptions("cancel", "true")).isEqualTo(1);
    assertThat(exceptions("other", "false")).isEqualTo(1);
    assertThat(exceptions("cancel", "false")).isZero();
  }

  @Test
  void each_try_is_timed_and_a_further_one_is_counted() {
    tally.onStarted(run);
    live(0);
    tally.onRepeated(run, new Attempt(2, 1), "failed");
    assertThat(active("new")).isEqualTo(1);
    assertThat(age("new")).isZero();
    run.at(repeated());
    live(50);
    tally.onFinished(run, new RunResult.Abandoned("over"));

    assertThat(registry.get("quartz.flux.runs.retried").counter().count()).isEqualTo(1);
    assertThat(registry.get("quartz.flux.run.wait").timer().count()).isEqualTo(2);
    assertThat(registry.get("quartz.flux.run.wait").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(20);
  }

  @Test
  void an_adopted_run_that_becomes_uncertain_is_lost_and_any_other_is_not() {
    Run other = new Run(request(), NOON);
    tally.onStarted(run);
    tally.onStarted(other);
    tally.onAdopted(run);
    tally.onAdopted(run);
    RunResult uncertain =
        new RunResult.Uncertain(
            Optional.empty(), new FluxException(Errno.ENODATA, "run", "on purpose by a test"));
    tally.onFinished(run, uncertain);
    tally.onFinished(other, uncertain);

    assertThat(recovered("adopted")).isEqualTo(1);
    assertThat(recovered("lost")).isEqualTo(1);
    assertThat(finished("uncertain")).isEqualTo(2);
  }

  @Test
  void a_run_that_is_anothers_is_counted_there() {
    tally.onStarted(run);
    tally.onSuperseded(run);
    tally.onFinished(run, new RunResult.Abandoned("there"));

    assertThat(active("new")).isZero();
    assertThat(finished("canceled")).isZero();
  }

  @Test
  void a_run_that_is_left_is_no_longer_under_way() {
    tally.onStarted(run);
    tally.onDetached(run);

    assertThat(active("new")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"EHOSTUNREACH,error", "ETIMEDOUT,error", "EINVAL,rejected"})
  void a_refused_submission_is_told_from_one_that_is_not_answered(Errno errno, String outcome) {
    tally.onStarted(run);
    run.refused(new FluxException(errno, "job-ingest.submit", "on purpose by a test"));
    tally.onSubmitted(run, Duration.ofSeconds(3));

    assertThat(seconds("quartz.flux.submit", "outcome", outcome)).isEqualTo(3);
  }

  @Test
  void the_series_of_a_queue_are_there_at_zero_from_its_first_run() {
    tally.onStarted(run);

    assertThat(registry.find("quartz.flux.runs.finished").counters()).hasSize(6);
    assertThat(registry.find("quartz.flux.run.exceptions").counters()).hasSize(24);
    assertThat(registry.find("quartz.flux.submit").timers()).hasSize(3);
    assertThat(registry.find("quartz.flux.run.duration").timers()).hasSize(4);
    assertThat(registry.find("quartz.flux.run.overhead").timers()).hasSize(2);
    assertThat(registry.find("quartz.flux.runs.retried").counter()).isNotNull();
  }

  @Test
  void nothing_is_counted_after_the_end() {
    tally.onStarted(run);
    tally.close();
    tally.onFinished(run, new RunResult.Abandoned("late"));
    tally.onStarted(new Run(request(), NOON));

    assertThat(registry.getMeters()).isEmpty();
  }

  /** A job that waits 10 s, starts 2 s later, runs for 28 s and is over after another 5 s. */
  private void live(int from) {
    submit(from);
    event(from, "validate", "");
    event(from, "depend", "");
    event(from, "priority", "\"priority\":16");
    event(from + 10, "alloc", "");
    event(from + 12, "start", "");
    event(from + 40, "finish", "\"status\":0");
    event(from + 45, "clean", "");
  }

  private void submit() {
    submit(0);
  }

  private void submit(int second) {
    run.accepted(JobId.of(4711 + second));
    event(second, "submit", "\"urgency\":0");
  }

  private void event(int second, String name, String context) {
    JobEvent event =
        JobEvent.parse(
            "{\"timestamp\":%d.0,\"name\":\"%s\",\"context\":{%s}}"
                .formatted(NOON.getEpochSecond() + second, name, context));
    run.tell(event);
    tally.onEvent(run, event);
  }

  private RunRecord repeated() {
    Instant soon = NOON.plusSeconds(46);
    return RunRecord.begun(run.key(), "DEFAULT.job", Optional.empty(), NOON)
        .repeated(new Attempt(2, 1), soon, soon);
  }

  private double active(String state) {
    return registry.get("quartz.flux.runs.active").tag("state", state).gauge().value();
  }

  private double age(String state) {
    return registry.get("quartz.flux.run.oldest.age").tag("state", state).timeGauge().value();
  }

  private double seconds(String timer, String tag, String value) {
    return registry.get(timer).tag(tag, value).timer().totalTime(TimeUnit.SECONDS);
  }

  private double exceptions(String type, String fatal) {
    return registry
        .get("quartz.flux.run.exceptions")
        .tags("queue", "batch", "type", type, "fatal", fatal)
        .counter()
        .count();
  }

  private double recovered(String outcome) {
    return registry.get("quartz.flux.runs.recovered").tag("outcome", outcome).counter().count();
  }

  private double finished(String result) {
    return registry.get("quartz.flux.runs.finished").tag("result", result).counter().count();
  }

  private static RunRequest request() {
    return new RunRequest(
        new RunKey("test", "DEFAULT.job", NOON, 0),
        "DEFAULT.job",
        "firing",
        JobspecV1.fromCommand(List.of("true")).queue("batch").build(),
        16,
        RunPolicy.DEFAULT,
        List.of());
  }
}
