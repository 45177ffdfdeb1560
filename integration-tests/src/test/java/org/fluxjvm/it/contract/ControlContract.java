package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fluxjvm.Errno;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Kill, raise, urgency, wait and memo. */
abstract class ControlContract extends Contract {
  private JobId inactive() {
    JobId id = submit(simulated("0.001s"));
    flux.jobs().result(id);
    return id;
  }

  private JobId running() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    return id;
  }

  private JobId held() {
    JobId id = submit(simulated("60s"), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    awaitEvent(id, "priority");
    return id;
  }

  private Errno memo(JobId id) {
    return refusal(
        () -> flux.rpc("job-manager.memo", Map.of("id", id.value(), "memo", Map.of("a", 1))));
  }

  private JsonNode waitFor(long id) {
    return flux.rpc("job-manager.wait", Map.of("id", id));
  }

  @Test
  void a_signal_reaches_the_task() {
    JobId id = submit(script("trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done"));
    awaitOutput(id);
    flux.jobs().kill(id, 10);
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(7);
  }

  @Test
  void kill_without_a_signal_is_sigterm() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    flux.jobs().kill(id);
    JobResult result = flux.jobs().result(id);
    assertThat(result.returnCode()).isEqualTo(128 + 15);
    assertThat(result.exception()).isEmpty();
  }

  @Test
  void a_signal_reaches_what_the_task_has_started() {
    JobId id = submit(script("sleep 321.5 & echo $!; wait"));
    String child = output(awaitOutput(id));
    assertThat(Files.exists(Path.of("/proc", child))).isTrue();
    flux.jobs().kill(id, 9);
    flux.jobs().result(id);
    await().atMost(LIMIT).until(() -> isGone(Path.of("/proc", child, "stat")));
  }

  private static String output(JobEvent event) {
    return event.context().path("data").stringValue("").strip();
  }

  /** Who adopts an orphan may be slow to reap it. */
  private static boolean isGone(Path stat) {
    try {
      return Files.readString(stat).matches("(?s)\\d+ \\(.*\\) [ZX].*");
    } catch (IOException e) {
      return true; // reaped
    }
  }

  @Test
  void kill_of_a_job_that_does_not_run_is_einval() {
    assertThat(refusal(() -> flux.jobs().kill(NO_JOB))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().kill(held()))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().kill(inactive()))).isEqualTo(Errno.EINVAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 999})
  void a_signal_that_is_none_is_einval(int signal) {
    JobId id = running();
    assertThat(refusal(() -> flux.jobs().kill(id, signal))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void raise_and_cancel_of_an_unknown_or_inactive_job_are_enoent() {
    JobId over = inactive();
    assertThat(refusal(() -> flux.jobs().cancel(NO_JOB, ""))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> flux.jobs().cancel(over, ""))).isEqualTo(Errno.ENOENT);
    assertThat(refusal(() -> flux.jobs().raise(over, "x", 3, ""))).isEqualTo(Errno.ENOENT);
  }

  @ParameterizedTest
  @CsvSource({"x,8", "x,-1", "'a b',1", "a=b,1", "'',1"})
  void a_bad_exception_is_a_protocol_error(String type, int severity) {
    JobId id = running();
    assertThat(refusal(() -> flux.jobs().raise(id, type, severity, ""))).isEqualTo(Errno.EPROTO);
  }

  @Test
  void an_exception_is_logged_with_its_type_severity_note_and_user() {
    JobId id = running();
    flux.jobs().raise(id, "weather", 3, "rain \"tomorrow\"");
    JsonNode context = awaitEvent(id, "exception").context();
    assertThat(context.path("type").stringValue()).isEqualTo("weather");
    assertThat(context.path("severity").asInt()).isEqualTo(3);
    assertThat(context.path("note").stringValue()).isEqualTo("rain \"tomorrow\"");
    assertThat(context.path("userid").asString()).isEqualTo(flux.attribute("security.owner"));
  }

  @Test
  void a_change_of_urgency_gives_the_one_before_and_is_logged() {
    JobId id = held();
    assertThat(flux.jobs().setUrgency(id, 0)).isZero();
    flux.jobs().setUrgency(id, 5);
    JsonNode context =
        events(cancelled(id)).stream()
            .filter(event -> event.name().equals("urgency"))
            .reduce((first, second) -> second)
            .orElseThrow()
            .context();
    assertThat(context.path("urgency").asInt()).isEqualTo(5);
    assertThat(context.path("userid").isIntegralNumber()).isTrue();
  }

  private JobId cancelled(JobId id) {
    flux.jobs().cancel(id, "");
    return id;
  }

  @Test
  void a_held_job_starts_when_its_urgency_is_raised() {
    JobId id = submit(simulated("0.001s"), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    assertThat(awaitEvent(id, "priority").context().path("priority").asInt(-1)).isZero();
    assertThat(flux.jobs().setUrgency(id, 16)).isZero();
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    assertThat(names(id))
        .containsExactly(
            "submit",
            "validate",
            "depend",
            "priority",
            "urgency",
            "priority",
            "alloc",
            "start",
            "finish",
            "release",
            "free",
            "clean");
  }

  @Test
  void a_pending_job_can_be_held() {
    JobId all = submit(simulated("60s").coresPerTask(8));
    awaitEvent(all, "start");
    JobId pending = submit(simulated("0.001s"));
    awaitEvent(pending, "priority");
    assertThat(flux.jobs().setUrgency(pending, SubmitOptions.HOLD)).isEqualTo(16);
    flux.jobs().result(cancelled(all));
    JobId next = submit(simulated("0.001s"));
    assertThat(flux.jobs().result(next).isSuccess()).isTrue();
    assertThat(names(cancelled(pending))).doesNotContain("alloc", "start");
  }

  @Test
  void urgency_is_einval_out_of_range_for_unknown_jobs_and_once_there_are_resources() {
    assertThat(refusal(() -> flux.jobs().setUrgency(held(), 32))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().setUrgency(held(), -2))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().setUrgency(NO_JOB, 3))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().setUrgency(running(), 3))).isEqualTo(Errno.EINVAL);
    assertThat(refusal(() -> flux.jobs().setUrgency(inactive(), 3))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void a_waitable_job_can_be_waited_for_once() {
    JobId id = submit(simulated("0.001s"), SubmitOptions.DEFAULT.waitable());
    JsonNode result = waitFor(id.value());
    assertThat(result.path("id").asLong()).isEqualTo(id.value());
    assertThat(result.path("success").asBoolean()).isTrue();
    assertThat(result.path("errstr").isString()).isTrue();
    assertThat(refusal(() -> waitFor(id.value()))).isEqualTo(Errno.ECHILD);
  }

  @Test
  void wait_for_any_gives_the_one_that_has_ended() {
    JobId slow = submit(simulated("60s"), SubmitOptions.DEFAULT.waitable());
    JobId fast = submit(simulated("0.001s"), SubmitOptions.DEFAULT.waitable());
    assertThat(waitFor(-1).path("id").asLong()).isEqualTo(fast.value());
    cancelled(slow);
    JsonNode result = waitFor(-1);
    assertThat(result.path("id").asLong()).isEqualTo(slow.value());
    assertThat(result.path("success").asBoolean(true)).isFalse();
    assertThat(result.path("errstr").stringValue()).isEqualTo("Fatal exception type=cancel ");
    assertThat(refusal(() -> waitFor(-1))).isEqualTo(Errno.ECHILD);
  }

  @Test
  void the_error_of_a_job_that_was_waited_for_names_its_exit_code() {
    JobId id = submit(script("exit 3"), SubmitOptions.DEFAULT.waitable());
    assertThat(waitFor(id.value()).path("errstr").stringValue())
        .isEqualTo("task(s) exited with exit code 3");
  }

  @Test
  void wait_for_a_job_that_is_unknown_or_not_waitable_is_echild() {
    assertThat(refusal(() -> waitFor(NO_JOB.value()))).isEqualTo(Errno.ECHILD);
    assertThat(refusal(() -> waitFor(running().value()))).isEqualTo(Errno.ECHILD);
    assertThat(refusal(() -> waitFor(inactive().value()))).isEqualTo(Errno.ECHILD);
  }

  @Test
  void a_memo_is_logged_and_listed() {
    JobId id = running();
    flux.rpc("job-manager.memo", Map.of("id", id.value(), "memo", Map.of("progress", "half")));
    assertThat(awaitEvent(id, "memo").context().path("progress").stringValue()).isEqualTo("half");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        listed(id, 16).path("annotations").path("user").path("progress").asString())
                    .isEqualTo("half"));
  }

  @Test
  void a_memo_for_an_unknown_or_inactive_job_is_enoent() {
    assertThat(List.of(memo(NO_JOB), memo(inactive()))).containsOnly(Errno.ENOENT);
  }
}
