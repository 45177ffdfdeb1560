package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.MissingLog;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rpc.ResponseStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The event logs of a job (RFC 18, 21, 50 and 24). */
abstract class EventLogContract extends Contract {
  private static final List<String> WHOLE_LIFE =
      List.of(
          "submit",
          "validate",
          "depend",
          "priority",
          "alloc",
          "start",
          "finish",
          "release",
          "free",
          "clean");

  @Test
  void a_job_goes_through_all_its_events_in_order() {
    assertThat(names(submit(command("true")))).isEqualTo(WHOLE_LIFE);
  }

  @Test
  void times_never_go_back() {
    List<Double> times = events(submit(command("true"))).stream().map(JobEvent::timestamp).toList();
    assertThat(times).isSorted();
    assertThat(times.getFirst()).isGreaterThan(1e9);
  }

  @Test
  void events_carry_their_contexts() {
    JobId id = submit(command("false"));
    assertThat(awaitEvent(id, "priority").context().path("priority").asInt()).isEqualTo(16);
    assertThat(awaitEvent(id, "finish").context().path("status").asInt()).isEqualTo(256);
    JsonNode release = awaitEvent(id, "release").context();
    assertThat(release.path("ranks").stringValue()).isEqualTo("all");
    assertThat(release.path("final").booleanValue()).isTrue();
    assertThat(awaitEvent(id, "alloc").context().path("annotations").path("sched").isObject())
        .isTrue();
    assertThat(awaitEvent(id, "clean").context().isEmpty()).isTrue();
  }

  @Test
  void a_log_is_followed_while_the_job_runs() {
    JobId id = submit(simulated("60s"));
    try (ResponseStream<JobEvent> events = flux.jobs().eventWatch(id)) {
      List<String> seen = new ArrayList<>();
      while (!seen.contains("start")) {
        seen.add(next(events).name());
      }
      assertThat(seen).isEqualTo(WHOLE_LIFE.subList(0, 6));
      flux.jobs().cancel(id, "");
      assertThat(next(events).name()).isEqualTo("exception");
    }
  }

  @Test
  void a_log_can_be_read_by_a_callback() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    flux.jobs()
        .eventWatch(submit(command("true")))
        .forEachAsync(event -> seen.add(event.name()))
        .get(20, TimeUnit.SECONDS);
    assertThat(seen).isEqualTo(WHOLE_LIFE);
  }

  @Test
  void a_log_of_an_inactive_job_ends_by_itself() {
    JobId id = submit(command("true"));
    flux.jobs().result(id);
    assertThat(names(id)).isEqualTo(WHOLE_LIFE);
  }

  @Test
  void the_end_of_a_log_is_enodata() {
    JobId id = submit(simulated("0.001s"));
    Map<String, Object> payload = Map.of("id", id.value(), "path", "eventlog", "flags", 0);
    EndOfStream end = EndOfStream.of(flux, "job-info.eventlog-watch", payload);
    assertThat(end.responses()).hasSize(WHOLE_LIFE.size());
    assertThat(end.error().errno()).isEqualTo(Errno.ENODATA);
  }

  @Test
  void a_response_is_one_entry_of_the_log_with_its_newline() {
    JobId id = submit(simulated("0.001s"));
    Map<String, Object> payload = Map.of("id", id.value(), "path", "eventlog", "flags", 0);
    for (String response : EndOfStream.of(flux, "job-info.eventlog-watch", payload).responses()) {
      assertThat(response).startsWith("{\"event\":\"{").endsWith("}\\n\"}");
    }
  }

  @Test
  void a_log_that_is_closed_early_delivers_no_more() {
    JobId id = submit(simulated("60s"));
    ResponseStream<JobEvent> events = flux.jobs().eventWatch(id);
    assertThat(next(events).name()).isEqualTo("submit");
    events.close();
    flux.jobs().cancel(id, "");
    assertThat(events.next(LIMIT)).isEmpty();
  }

  @Test
  void a_log_of_an_unknown_job_is_enoent() {
    assertThat(refusal(() -> events(NO_JOB))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> flux.jobs().result(NO_JOB))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void an_unknown_log_of_a_job_that_is_over_is_enoent() {
    JobId id = submit(command("true"));
    flux.jobs().result(id);
    assertThat(refusal(() -> events(id, "guest.nosuch"))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void a_log_that_is_asked_for_at_once_is_waited_for() {
    assertThat(events(submit(script("echo hello")), "guest.output"))
        .extracting(event -> event.context().path("data").stringValue(""))
        .contains("hello\n");
    assertThat(events(submit(command("true")), "guest.exec.eventlog").getLast().name())
        .isEqualTo("done");
  }

  @Test
  void a_log_that_never_comes_is_waited_for_as_long_as_the_job_is_active() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    try (ResponseStream<JobEvent> events = flux.jobs().eventWatch(id, "guest.nosuch")) {
      assertThat(refusal(() -> events.next(Duration.ofMillis(200)))).isEqualTo(Errno.ETIMEDOUT);
      flux.jobs().cancel(id, "");
      assertThat(refusal(() -> events.next(LIMIT))).isEqualTo(Errno.ENOENT);
    }
  }

  @Test
  void a_log_that_is_not_to_be_waited_for_is_enoent_while_the_job_runs() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    try (ResponseStream<JobEvent> events =
        flux.jobs().eventWatch(id, "guest.nosuch", MissingLog.FAIL)) {
      assertThat(refusal(() -> events.next(LIMIT))).isEqualTo(Errno.ENOENT);
    }
  }

  @Test
  void logs_of_a_job_that_was_never_started_are_empty() {
    JobId id = submit(command("true"), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    flux.jobs().cancel(id, "");
    assertThat(events(id, "guest.output")).isEmpty();
  }

  @Test
  void a_guest_log_of_an_unknown_job_is_enoent() {
    assertThat(refusal(() -> events(NO_JOB, "guest.output"))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> events(NO_JOB, "nosuch"))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void the_exec_log_tells_of_shells_and_tasks() {
    JobId id = submit(script("exit 3"));
    List<JobEvent> log = events(id, "guest.exec.eventlog");
    assertThat(log.stream().map(JobEvent::name))
        .containsExactlyInAnyOrder(
            "init",
            "starting",
            "shell.init",
            "shell.start",
            "shell.task-exit",
            "shell-exit",
            "complete",
            "done");
    assertThat(log.getLast().name()).isEqualTo("done");
    JsonNode exit = awaitEvent(id, "guest.exec.eventlog", "shell.task-exit").context();
    assertThat(exit.path("exitcode").asInt()).isEqualTo(3);
    assertThat(exit.path("wait_status").asInt()).isEqualTo(3 << 8);
    assertThat(exit.path("rank").asInt(-1)).isZero();
    JsonNode complete = awaitEvent(id, "guest.exec.eventlog", "complete").context();
    assertThat(complete.path("status").asInt()).isEqualTo(3 << 8);
  }

  @Test
  void the_output_log_starts_with_a_header_and_ends_every_stream() {
    JobId id = submit(script("echo out; echo err >&2"));
    flux.jobs().result(id);
    List<JobEvent> log = events(id, "guest.output");
    JsonNode header = log.getFirst().context();
    assertThat(log.getFirst().name()).isEqualTo("header");
    assertThat(header.path("version").asInt()).isEqualTo(1);
    assertThat(header.path("encoding").path("stdout").stringValue()).isEqualTo("UTF-8");
    assertThat(header.path("count").path("stdout").asInt()).isEqualTo(1);
    assertThat(log.stream().filter(event -> event.context().path("eof").asBoolean(false)))
        .extracting(event -> event.context().path("stream").stringValue())
        .containsExactlyInAnyOrder("stdout", "stderr");
    assertThat(output(id, "stdout")).isEqualTo("out\n");
    assertThat(output(id, "stderr")).isEqualTo("err\n");
  }

  @Test
  void output_is_followed_while_the_job_runs() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    assertThat(awaitOutput(id).context().path("data").stringValue()).isEqualTo("ready\n");
  }
}
