package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How jobs end. */
abstract class ResultContract extends Contract {
  private static final int INACTIVE = 64;
  private static final int COMPLETED = 1;
  private static final int FAILED = 2;
  private static final int CANCELED = 4;
  private static final int TIMEOUT = 8;

  private void assertListed(JobId id, int result) {
    JsonNode job = listed(id, INACTIVE);
    assertThat(job.path("result").asInt()).isEqualTo(result);
    assertThat(job.path("success").asBoolean()).isEqualTo(result == COMPLETED);
  }

  private static String causeOf(JobResult result) {
    return result.exception().orElseThrow().type();
  }

  @Test
  void a_job_whose_tasks_end_with_0_is_completed() {
    JobResult result = run(command("true"));
    assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(result.waitStatus()).hasValue(0);
    assertThat(result.returnCode()).isZero();
    assertThat(result.exception()).isEmpty();
    assertThat(result.finished().orElseThrow()).isAfterOrEqualTo(result.started().orElseThrow());
    assertListed(result.id(), COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 77, 127, 255})
  void a_job_whose_task_fails_has_its_exit_code(int code) {
    JobResult result = run(script("exit " + code));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.waitStatus()).hasValue(code << 8);
    assertThat(result.returnCode()).isEqualTo(code);
    assertThat(result.exception()).isEmpty();
    assertListed(result.id(), FAILED);
  }

  @Test
  void the_greatest_exit_code_of_several_tasks_counts() {
    JobResult result = run(script("exit $FLUX_TASK_RANK").numTasks(3));
    assertThat(result.waitStatus()).hasValue(2 << 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 15, 11})
  void a_task_that_a_signal_ends_exits_with_128_and_the_signal(int signal) {
    JobResult result = run(script("kill -" + signal + " $$"));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.waitStatus()).hasValue((128 + signal) << 8);
    assertThat(result.returnCode()).isEqualTo(128 + signal);
  }

  @Test
  void a_command_that_does_not_exist_is_an_exec_exception_and_127() {
    JobResult result = run(command("/nonexistent/command"));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(causeOf(result)).isEqualTo("exec");
    assertThat(result.exception().orElseThrow().note())
        .contains("/nonexistent/command", "No such file or directory");
    assertThat(result.waitStatus()).hasValue(127 << 8);
    assertListed(result.id(), FAILED);
  }

  @Test
  void a_command_that_may_not_be_executed_is_an_exec_exception_and_126() {
    JobResult result = run(command("/etc/passwd"));
    assertThat(causeOf(result)).isEqualTo("exec");
    assertThat(result.waitStatus()).hasValue(126 << 8);
  }

  @Test
  void a_working_directory_that_does_not_exist_does_not_keep_a_job_from_running() {
    JobId id = submit(command("pwd").cwd("/nonexistent"));
    assertThat(flux.jobs().result(id).isSuccess()).isTrue();
    assertThat(output(id, "stdout")).isEqualTo("/tmp\n");
  }

  @Test
  void a_job_cancelled_before_it_starts_has_no_wait_status() {
    JobId id = submit(simulated("60s"), SubmitOptions.DEFAULT.urgency(0));
    awaitEvent(id, "priority");
    flux.jobs().cancel(id, "not needed");
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(result.waitStatus()).isEmpty();
    assertThat(result.returnCode()).isEqualTo(-128);
    assertThat(result.allocated()).isEmpty();
    assertThat(result.exception().orElseThrow().note()).isEqualTo("not needed");
    assertListed(id, CANCELED);
  }

  @Test
  void a_job_cancelled_while_it_runs_is_ended_by_sigterm() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    flux.jobs().cancel(id, "");
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(causeOf(result)).isEqualTo("cancel");
    assertThat(result.waitStatus()).hasValue((128 + 15) << 8);
    assertListed(id, CANCELED);
  }

  @Test
  void a_cancelled_job_whose_tasks_end_well_is_still_cancelled() {
    JobId id = submit(script("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done"));
    awaitOutput(id);
    flux.jobs().cancel(id, "");
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(result.waitStatus()).hasValue(1 << 8);
  }

  @Test
  void a_job_that_runs_into_its_time_limit_is_a_timeout() {
    JobResult result = run(command("sleep", "60").duration(0.3));
    assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(causeOf(result)).isEqualTo("timeout");
    assertThat(result.exception().orElseThrow().note()).isEqualTo("resource allocation expired");
    assertThat(result.waitStatus()).hasValue((128 + 14) << 8);
    assertListed(result.id(), TIMEOUT);
  }

  @Test
  void a_request_that_cannot_be_satisfied_fails_with_an_alloc_exception() {
    JobResult result = run(command("true").coresPerTask(1000));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(causeOf(result)).isEqualTo("alloc");
    assertThat(result.exception().orElseThrow().note()).startsWith("unsatisfiable request");
    assertThat(result.waitStatus()).isEmpty();
    assertThat(result.returnCode()).isEqualTo(1);
    assertListed(result.id(), FAILED);
  }

  @Test
  void the_first_exception_of_severity_0_is_the_cause() {
    JobId id = submit(script("trap '' TERM; echo ready; sleep 1"));
    awaitOutput(id);
    flux.jobs().raise(id, "note", 5, "no harm");
    flux.jobs().cancel(id, "first");
    flux.jobs().raise(id, "late", 0, "second");
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(Outcome.CANCELED);
    assertThat(result.exception().orElseThrow().note()).isEqualTo("first");
    assertListed(id, CANCELED);
  }

  @Test
  void an_exception_of_lesser_severity_does_not_end_a_job() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    flux.jobs().raise(id, "note", 1, "");
    flux.jobs().kill(id, 9);
    assertThat(flux.jobs().result(id).exception()).isEmpty();
  }

  @Test
  void the_result_is_there_for_who_asks_later_and_for_who_does_not_wait() throws Exception {
    JobId id = submit(command("false"));
    JobResult early = flux.jobs().resultAsync(id).get(20, TimeUnit.SECONDS);
    assertThat(flux.jobs().result(id)).isEqualTo(early);
  }
}
