package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.JobException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One end of a job is one answer, whomever one asks: result, get and an executor's future. */
abstract class OutcomeContract extends Contract {
  private static final int CLEAN_EXIT = 0;

  private FluxExecutor executor;

  @BeforeEach
  void open() {
    executor = FluxExecutor.builder().handle(flux).open();
  }

  @AfterEach
  void close() {
    executor.close();
  }

  private JobInfo ended(JobId id) {
    return Conditions.until(
        () -> flux.jobs().get(id).orElseThrow(), job -> job.state() == JobState.INACTIVE);
  }

  private int exitCode(JobId id) throws Exception {
    return executor.attach(id).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private JobException exception(JobId id) {
    FluxFuture future = executor.attach(id);
    assertThatThrownBy(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JobException.class);
    return (JobException) future.exceptionNow();
  }

  /** A job that outlives its cancellation for a while. */
  private JobId stubborn() {
    JobId id = submit(script("trap '' TERM; echo ready; sleep 1"));
    awaitOutput(id);
    return id;
  }

  private void assertCause(JobId id, Outcome outcome, String type, String note) {
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.exception().orElseThrow().type()).isEqualTo(type);
    assertThat(result.exception().orElseThrow().note()).isEqualTo(note);
    JobInfo listed = ended(id);
    assertThat(listed.result()).contains(outcome);
    assertThat(listed.exception()).contains(new JobInfo.ExceptionInfo(type, 0, note));
    assertThat(listed.returnCode()).hasValue(result.returnCode());
    JobException thrown = exception(id);
    assertThat(thrown.type()).isEqualTo(type);
    assertThat(thrown.note()).isEqualTo(note);
    assertThat(thrown.severity()).isZero();
  }

  private void assertExit(JobId id, Outcome outcome, int code) throws Exception {
    JobResult result = flux.jobs().result(id);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.exception()).isEmpty();
    assertThat(result.returnCode()).isEqualTo(code);
    JobInfo listed = ended(id);
    assertThat(listed.result()).contains(outcome);
    assertThat(listed.returnCode()).hasValue(code);
    assertThat(exitCode(id)).isEqualTo(code);
  }

  @Test
  void success() throws Exception {
    assertExit(submit(command("true")), Outcome.COMPLETED, CLEAN_EXIT);
  }

  @Test
  void an_exit_code() throws Exception {
    assertExit(submit(script("exit 3")), Outcome.FAILED, 3);
  }

  @Test
  void a_task_killed_by_a_signal() throws Exception {
    assertExit(submit(script("kill -9 $$")), Outcome.FAILED, 128 + 9);
  }

  /** Simulated, since an embedded instance has no shell that could be killed. */
  @Test
  void a_job_shell_killed_by_a_signal() throws Exception {
    JobId id = submit(simulated("0.001s").setAttribute("system.exec.test.wait_status", 9));
    assertExit(id, Outcome.FAILED, -9);
    assertThat(flux.jobs().result(id).waitStatus()).hasValue(9);
  }

  @Test
  void a_job_cancelled_while_it_runs() {
    JobId id = submit(script("echo ready; exec sleep 60"));
    awaitOutput(id);
    flux.jobs().cancel(id, "no more");
    assertCause(id, Outcome.CANCELED, "cancel", "no more");
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(128 + 15);
  }

  /** It has no task that could turn the signal into an exit code. */
  @Test
  void a_simulated_job_cancelled_while_it_runs() {
    JobId id = submit(simulated("60s"));
    awaitEvent(id, "start");
    flux.jobs().cancel(id, "no more");
    assertCause(id, Outcome.CANCELED, "cancel", "no more");
    assertThat(flux.jobs().result(id).waitStatus()).hasValue(15);
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(-15);
  }

  @Test
  void a_job_cancelled_before_it_starts() {
    JobId id = submit(command("true"), SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD));
    flux.jobs().cancel(id, "not needed");
    assertCause(id, Outcome.CANCELED, "cancel", "not needed");
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(-128);
  }

  @Test
  void a_time_limit() {
    JobId id = submit(command("sleep", "60").duration(0.3));
    assertCause(id, Outcome.TIMEOUT, "timeout", "resource allocation expired");
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(128 + 14);
  }

  @Test
  void a_command_that_does_not_exist() {
    JobId id = submit(command("/nonexistent/command"));
    String note = flux.jobs().result(id).exception().orElseThrow().note();
    assertCause(id, Outcome.FAILED, "exec", note);
    assertThat(flux.jobs().result(id).returnCode()).isEqualTo(127);
  }

  @Test
  void a_cancellation_is_the_cause_though_a_lesser_exception_comes_after() {
    JobId id = stubborn();
    flux.jobs().cancel(id, "first");
    flux.jobs().raise(id, "foo", 7, "second");
    assertCause(id, Outcome.CANCELED, "cancel", "first");
  }

  @Test
  void the_first_of_two_exceptions_of_severity_0_is_the_cause() {
    JobId id = stubborn();
    flux.jobs().raise(id, "note", 3, "no harm");
    flux.jobs().raise(id, "foo", 0, "first");
    flux.jobs().cancel(id, "second");
    assertCause(id, Outcome.FAILED, "foo", "first");
  }

  @Test
  void an_invalid_jobspec_is_refused_before_there_is_a_job() throws Exception {
    Jobspec bad =
        Jobspec.fromJson(
            command("true").build().toJson().replace("\"version\":1", "\"version\":2"));
    assertThatThrownBy(() -> flux.jobs().submit(bad))
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
    FluxFuture future = executor.submit(bad);
    assertThatThrownBy(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
    assertThat(refusal(() -> future.jobId(LIMIT))).isEqualTo(Errno.EPERM);
  }

  @Test
  void an_unknown_id_fails_the_future_of_an_executor() {
    FluxFuture future = executor.attach(NO_JOB);
    assertThatThrownBy(() -> future.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            FluxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void a_job_that_is_not_waitable_is_echild_while_it_runs_and_after() {
    JobId id = submit(simulated("60s"));
    assertThat(refusal(() -> flux.jobs().waitFor(id))).isEqualTo(Errno.ECHILD);
    flux.jobs().cancel(id);
    flux.jobs().result(id);
    assertThat(refusal(() -> flux.jobs().waitFor(id))).isEqualTo(Errno.ECHILD);
  }
}
