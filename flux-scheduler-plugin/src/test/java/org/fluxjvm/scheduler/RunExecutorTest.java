package org.fluxjvm.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobspecV1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunExecutorTest {
  private static final Instant SCHEDULED = Instant.parse("2026-12-01T02:30:00Z");
  private static final Instant NOW = Instant.parse("2026-12-01T02:30:01Z");

  private final Flux flux = Flux.open("embedded:");
  private final RunExecutor executor =
      RunExecutor.builder(flux).timing(Timing.of(InstantSource.fixed(NOW))).build();

  @AfterEach
  void close() {
    flux.close();
  }

  @Test
  void a_key_is_written_as_scheduler_trigger_milliseconds_and_refire() {
    assertThat(new RunKey("nightly", "DEFAULT.report", SCHEDULED, 1))
        .hasToString("nightly/DEFAULT.report/1796092200000/1");
  }

  @Test
  void the_short_name_of_a_key_is_the_beginning_of_its_digest_in_base32hex() {
    assertThat(new RunKey("nightly", "DEFAULT.report", SCHEDULED, 1).id())
        .isEqualTo("o63nijpmo005g0en");
  }

  @Test
  void a_run_ends_when_its_job_has() throws Exception {
    Run run = run(shell("true"));

    RunResult result = end(run);

    assertThat(result.isSuccess()).isTrue();
    assertThat(result.word()).isEqualTo("completed");
    assertThat(run.started()).isEqualTo(NOW);
    assertThat(executor.active()).isEmpty();
  }

  @Test
  void listeners_are_told_of_every_event_in_order() throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    executor.addListener(
        new RunListener() {
          @Override
          public void onStarted(Run run) {
            told.add("started");
          }

          @Override
          public void onSubmitted(Run run, Duration latency) {
            told.add("submitted " + run.jobId().isPresent());
          }

          @Override
          public void onEvent(Run run, JobEvent event) {
            told.add(event.name() + " " + run.state());
          }

          @Override
          public void onFinished(Run run, RunResult result) {
            told.add(result.word());
          }
        });

    end(run(shell("true")));

    assertThat(told)
        .containsExactly(
            "started",
            "submitted true",
            "submit NEW",
            "validate DEPEND",
            "depend PRIORITY",
            "priority SCHED",
            "urgency PRIORITY",
            "priority SCHED",
            "alloc RUN",
            "start RUN",
            "finish CLEANUP",
            "release CLEANUP",
            "free CLEANUP",
            "clean INACTIVE",
            "completed");
  }

  @Test
  void a_listener_that_throws_changes_nothing() throws Exception {
    executor.addListener(
        new RunListener() {
          @Override
          public void onEvent(Run run, JobEvent event) {
            throw new IllegalStateException("on purpose");
          }
        });

    assertThat(end(run(shell("true"))).isSuccess()).isTrue();
  }

  @Test
  void a_listener_that_was_removed_is_told_nothing_more() throws Exception {
    List<Run> told = new CopyOnWriteArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void onStarted(Run run) {
            told.add(run);
          }
        };
    executor.addListener(listener);
    Run first = run(shell("true"));
    executor.removeListener(listener);

    end(run(shell("true")));

    assertThat(told).containsExactly(first);
  }

  @Test
  void a_refused_job_ends_its_run_with_the_reason() throws Exception {
    RunResult result = end(run(shell("true").queue("none-of-this-name")));

    assertThat(result).isInstanceOf(RunResult.Refused.class);
    assertThat(result.word()).isEqualTo("refused");
  }

  @Test
  void a_cancelled_run_ends_with_the_reason_in_the_exception() throws Exception {
    Run run = run(shell("sleep 60"));
    await().until(() -> run.state() == JobState.RUN);

    executor.cancel(run, "no longer needed");

    RunResult.Ended ended = (RunResult.Ended) end(run);
    assertThat(ended.job().outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(ended.job().exception().orElseThrow().note()).isEqualTo("no longer needed");
  }

  @Test
  void a_run_whose_handle_is_closed_is_left_to_whoever_comes_next() throws Exception {
    Run run = run(shell("sleep 60"));
    await().until(() -> run.jobId().isPresent());

    flux.close();

    assertThat(end(run)).isEqualTo(new RunResult.Detached());
  }

  @Test
  void draining_waits_for_what_is_under_way_and_no_longer_than_it_is_told() throws Exception {
    Run slow = run(shell("sleep 60"));

    assertThat(executor.drain(Duration.ofMillis(50))).isFalse();

    executor.cancel(slow, "enough");
    assertThat(executor.drain(Duration.ofSeconds(20))).isTrue();
    assertThat(executor.active()).isEmpty();
  }

  private Run run(CommandBuilder command) {
    return executor.run(
        new RunRequest(
            new RunKey("test", "DEFAULT.job", SCHEDULED, 0),
            "DEFAULT.job",
            "firing",
            command.build(),
            16,
            RunPolicy.DEFAULT,
            List.of()));
  }

  private static RunResult end(Run run) throws Exception {
    return run.result().get(20, TimeUnit.SECONDS);
  }

  private static CommandBuilder shell(String script) {
    return JobspecV1.fromCommand(List.of("sh", "-c", script));
  }
}
