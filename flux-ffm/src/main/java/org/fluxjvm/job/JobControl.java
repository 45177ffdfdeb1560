package org.fluxjvm.job;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;

/** Doing things to jobs that are there. */
public sealed interface JobControl permits Jobs {
  /** The signal that ends a job unless another is given: SIGTERM. */
  int SIGTERM = 15;

  /**
   * Sends SIGTERM to all tasks of a running job.
   *
   * @param id the job
   * @throws FluxException {@code EINVAL} if the job is unknown or not running
   */
  default void kill(JobId id) {
    kill(id, SIGTERM);
  }

  /**
   * Sends a signal to all tasks of a running job: {@code flux_job_kill(3)}.
   *
   * @param id the job
   * @param signal the signal's number
   * @throws FluxException {@code EINVAL} if the job is unknown or not running
   */
  void kill(JobId id, int signal);

  /**
   * Sends SIGTERM to all tasks of a running job.
   *
   * @param id the job
   * @return completes when the signal is on its way
   */
  default CompletableFuture<Void> killAsync(JobId id) {
    return killAsync(id, SIGTERM);
  }

  /**
   * Sends a signal to all tasks of a running job.
   *
   * @param id the job
   * @param signal the signal's number
   * @return completes when the signal is on its way
   */
  CompletableFuture<Void> killAsync(JobId id, int signal);

  /**
   * Sends a signal to all tasks of many jobs.
   *
   * @param jobs which jobs; of them, the running ones
   * @param signal the signal's number
   * @return how many jobs that was
   * @throws FluxException {@code EPERM} for a guest who selects the jobs of others
   */
  BulkOutcome killAll(JobSelection jobs, int signal);

  /**
   * Sends a signal to all tasks of many jobs.
   *
   * @param jobs which jobs; of them, the running ones
   * @param signal the signal's number
   * @return how many jobs that was
   */
  CompletableFuture<BulkOutcome> killAllAsync(JobSelection jobs, int signal);

  /**
   * Cancels a job.
   *
   * @param id the job
   * @throws FluxException {@code ENOENT} if there is no such job or it is inactive
   */
  default void cancel(JobId id) {
    cancel(id, "");
  }

  /**
   * Cancels a job: {@code flux_job_cancel(3)}.
   *
   * @param id the job
   * @param reason why, for the note of the exception; may be empty
   * @throws FluxException {@code ENOENT} if there is no such job or it is inactive
   */
  default void cancel(JobId id, String reason) {
    raise(id, "cancel", 0, reason);
  }

  /**
   * Cancels a job.
   *
   * @param id the job
   * @return completes when the exception is raised
   */
  default CompletableFuture<Void> cancelAsync(JobId id) {
    return cancelAsync(id, "");
  }

  /**
   * Cancels a job.
   *
   * @param id the job
   * @param reason why, for the note of the exception; may be empty
   * @return completes when the exception is raised
   */
  default CompletableFuture<Void> cancelAsync(JobId id, String reason) {
    return raiseAsync(id, "cancel", 0, reason);
  }

  /**
   * Raises an exception on a job: {@code flux_job_raise(3)}.
   *
   * @param id the job
   * @param type the exception's type, a word
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation; may be empty
   * @throws FluxException {@code ENOENT} if there is no such job or it is inactive, {@code EPROTO}
   *     for a type or severity that RFC 21 does not allow
   */
  void raise(JobId id, String type, int severity, String note);

  /**
   * Raises an exception on a job.
   *
   * @param id the job
   * @param type the exception's type, a word
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation; may be empty
   * @return completes when the exception is raised
   */
  CompletableFuture<Void> raiseAsync(JobId id, String type, int severity, String note);

  /**
   * Raises an exception on many jobs.
   *
   * @param jobs which jobs
   * @param type the exception's type, a word
   * @param severity 0 ends the jobs, 7 is the least
   * @param note the explanation; may be empty
   * @return how many jobs that was
   * @throws FluxException {@code EPERM} for a guest who selects the jobs of others
   */
  BulkOutcome raiseAll(JobSelection jobs, String type, int severity, String note);

  /**
   * Raises an exception on many jobs.
   *
   * @param jobs which jobs
   * @param type the exception's type, a word
   * @param severity 0 ends the jobs, 7 is the least
   * @param note the explanation; may be empty
   * @return how many jobs that was
   */
  CompletableFuture<BulkOutcome> raiseAllAsync(
      JobSelection jobs, String type, int severity, String note);

  /**
   * Changes the urgency of a pending job: {@code flux_job_set_urgency(3)}.
   *
   * @param id the job
   * @param urgency 0 to 31; 0 holds it
   * @return the urgency it had
   * @throws FluxException {@code EINVAL} if the job is unknown, inactive or has resources
   */
  int setUrgency(JobId id, int urgency);

  /**
   * Changes the urgency of a pending job.
   *
   * @param id the job
   * @param urgency 0 to 31; 0 holds it
   * @return the urgency it had
   */
  CompletableFuture<Integer> setUrgencyAsync(JobId id, int urgency);

  /**
   * Writes a {@code memo} event to the event log of an active job, which also shows among its
   * {@link JobInfo#annotations annotations} as {@code user.*}.
   *
   * @param id the job
   * @param memo value by key; a JSON null removes a key
   * @throws FluxException {@code ENOENT} if the job is unknown or inactive
   */
  void memo(JobId id, Map<String, ?> memo);

  /**
   * Writes a {@code memo} event to the event log of an active job.
   *
   * @param id the job
   * @param memo value by key; a JSON null removes a key
   * @return completes when it is written
   */
  CompletableFuture<Void> memoAsync(JobId id, Map<String, ?> memo);

  /**
   * Annotates an active job as {@link #memo} does, without a trace in its event log.
   *
   * @param id the job
   * @param memo value by key; a JSON null removes a key
   * @throws FluxException {@code ENOENT} if the job is unknown or inactive
   */
  void volatileMemo(JobId id, Map<String, ?> memo);

  /**
   * Annotates an active job as {@link #memoAsync} does, without a trace in its event log.
   *
   * @param id the job
   * @param memo value by key; a JSON null removes a key
   * @return completes when it is done
   */
  CompletableFuture<Void> volatileMemoAsync(JobId id, Map<String, ?> memo);
}
