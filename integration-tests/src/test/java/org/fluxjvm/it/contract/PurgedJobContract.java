package org.fluxjvm.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.Test;

/** A job that the instance has forgotten, and one that it never knew, are the same. */
abstract class PurgedJobContract extends Contract {
  private JobId purged() {
    return purged(SubmitOptions.DEFAULT);
  }

  private JobId purged(SubmitOptions options) {
    JobId id = flux.jobs().submit(simulated("0.001s").build(), options);
    flux.jobs().result(id);
    // A request purges a hundred jobs at most, the oldest first.
    Conditions.until(
        () -> flux.rpc("job-manager.purge", purge(true)).path("count").asInt(), n -> n == 0);
    return Conditions.until(() -> id, gone -> flux.jobs().get(gone).isEmpty());
  }

  /** All that is inactive. */
  private static Map<String, Object> purge(boolean force) {
    return Map.of("age_limit", 0.0, "num_limit", 0, "batch", 100, "force", force);
  }

  private void assertUnknown(JobId id) {
    assertThat(flux.jobs().get(id)).isEmpty();
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().result(job));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().eventWait(job, "clean"));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().eventWait(job, "x", "guest.exec.eventlog"));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().output(job).read());
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().lookup(job, "R"));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().submittedJobspec(job));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().timeLeft(job));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().cancel(job));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().raise(job, "test", 7, ""));
    assertErrno(Errno.ENOENT, id, job -> flux.jobs().memo(job, Map.of("a", 1)));
    assertErrno(Errno.EINVAL, id, job -> flux.jobs().kill(job));
    assertErrno(Errno.EINVAL, id, job -> flux.jobs().setUrgency(job, 1));
    assertErrno(Errno.ECHILD, id, job -> flux.jobs().waitFor(job));
  }

  private static void assertErrno(Errno errno, JobId id, Consumer<JobId> call) {
    assertThat(refusal(() -> call.accept(id))).isEqualTo(errno);
  }

  @Test
  void a_job_that_never_was_is_unknown_to_every_call() {
    assertUnknown(NO_JOB);
  }

  @Test
  void a_job_that_was_purged_is_unknown_to_every_call() {
    assertUnknown(purged());
  }

  @Test
  void purged_jobs_are_counted_apart() {
    long before = flux.jobs().stats().all().inactivePurged();
    purged();
    Conditions.until(() -> flux.jobs().stats().all().inactivePurged(), now -> now > before);
    assertThat(flux.jobs().stats().all().inactive()).isZero();
  }

  @Test
  void a_purge_that_is_not_forced_only_counts() {
    JobId id = flux.jobs().submit(simulated("0.001s").build());
    flux.jobs().result(id);
    assertThat(flux.rpc("job-manager.purge", purge(false)).path("count").asInt()).isPositive();
    assertThat(flux.jobs().get(id)).isPresent();
  }

  @Test
  void a_waitable_job_that_was_not_waited_for_can_be_waited_for_once_though_it_is_purged() {
    JobId id = purged(SubmitOptions.DEFAULT.waitable());
    assertThat(flux.jobs().waitFor(id).success()).isTrue();
    assertErrno(Errno.ECHILD, id, job -> flux.jobs().waitFor(job));
  }
}
