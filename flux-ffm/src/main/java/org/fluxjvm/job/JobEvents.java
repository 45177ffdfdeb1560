package org.fluxjvm.job;

import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.ResponseStream;

/**
 * Following what happens to jobs.
 *
 * <p>A broker that is lost ends none of the streams: each is asked for again when the broker is
 * back, without a thread waiting for that, and goes on with the committed events that it has not
 * told, each once. What was told is compared with what Flux holds then. Where events may be
 * missing, the stream fails with {@link EventGapException}: of a job that is gone, as with a broker
 * that begins anew, or that was set back to a checkpoint from before what was told. If no broker
 * comes back within the {@linkplain org.fluxjvm.FluxBuilder#reconnectLimit reopening limit} of the
 * handle, the stream fails with {@code EHOSTUNREACH}. So do the functions that wait for an event or
 * a result, which read such a stream; {@link #waitFor} and {@link #waitForAny}, which do not, fail
 * with {@code ECONNRESET}.
 */
public sealed interface JobEvents permits Jobs {
  /** The event log of a job's own life (RFC 21). */
  String MAIN_LOG = "eventlog";

  /**
   * Follows a job's own event log, from its first event to its last, which is {@code clean}.
   *
   * @param id the job
   * @return the events; the stream fails with {@code ENOENT} if there is no such job
   */
  default ResponseStream<JobEvent> eventWatch(JobId id) {
    return eventWatch(id, MAIN_LOG);
  }

  /**
   * Follows an event log of a job, which may not have it yet: {@code eventWatch(id, path,
   * MissingLog.WAIT)}.
   *
   * @param id the job
   * @param path {@code eventlog}, {@code guest.exec.eventlog}, {@code guest.output} or another log
   *     of the job
   * @return the events; the stream fails with {@code ENOENT} if there is no such job, or if it ends
   *     without having had that log, and is empty if the job ends without having been started
   */
  default ResponseStream<JobEvent> eventWatch(JobId id, String path) {
    return eventWatch(id, path, MissingLog.WAIT);
  }

  /**
   * Follows an event log of a job: {@code flux_job_event_watch(3)}.
   *
   * @param id the job
   * @param path {@code eventlog}, {@code guest.exec.eventlog}, {@code guest.output} or another log
   *     of the job
   * @param missing what to do if the job has no such log yet; Python's {@code event_watch} fails
   * @return the events; the stream fails with {@code ENOENT} if there is no such job or log
   */
  ResponseStream<JobEvent> eventWatch(JobId id, String path, MissingLog missing);

  /**
   * Waits for an event of a job's own log.
   *
   * @param id the job
   * @param name the name of the event
   * @return the first such event, which may be past
   * @throws JobException if an exception ends the job before
   * @throws FluxException {@code ENOENT} if there is no such job, {@code ENODATA} if its log ends
   *     without the event
   */
  default JobEvent eventWait(JobId id, String name) {
    return eventWait(id, name, MAIN_LOG);
  }

  /**
   * Waits for an event of a job.
   *
   * @param id the job
   * @param name the name of the event
   * @param path the log that it is awaited in
   * @return the first such event, which may be past
   * @throws JobException if that log tells of an exception that ends the job before
   * @throws FluxException {@code ENOENT} if there is no such job, {@code ENODATA} if the log ends
   *     without the event
   */
  default JobEvent eventWait(JobId id, String name, String path) {
    return eventWait(id, name, path, true);
  }

  /**
   * Waits for an event of a job.
   *
   * @param id the job
   * @param name the name of the event
   * @param path the log that it is awaited in
   * @param raiseJobException whether an exception that ends the job is thrown; otherwise it is an
   *     event like others
   * @return the first such event, which may be past
   * @throws JobException if that log tells of an exception that ends the job before
   * @throws FluxException {@code ENOENT} if there is no such job, {@code ENODATA} if the log ends
   *     without the event
   */
  JobEvent eventWait(JobId id, String name, String path, boolean raiseJobException);

  /**
   * Waits for an event of a job's own log.
   *
   * @param id the job
   * @param name the name of the event
   * @return the first such event; fails as {@link #eventWait(JobId, String)} does
   */
  default CompletableFuture<JobEvent> eventWaitAsync(JobId id, String name) {
    return eventWaitAsync(id, name, MAIN_LOG, true);
  }

  /**
   * Waits for an event of a job, unless an exception ends the job before.
   *
   * @param id the job
   * @param name the name of the event
   * @param path the log that it is awaited in
   * @return the first such event; cancelling the future ends the wait
   */
  default CompletableFuture<JobEvent> eventWaitAsync(JobId id, String name, String path) {
    return eventWaitAsync(id, name, path, true);
  }

  /**
   * Waits for an event of a job.
   *
   * @param id the job
   * @param name the name of the event
   * @param path the log that it is awaited in
   * @param raiseJobException whether an exception that ends the job fails the future
   * @return the first such event; cancelling the future ends the wait
   */
  CompletableFuture<JobEvent> eventWaitAsync(
      JobId id, String name, String path, boolean raiseJobException);

  /**
   * Follows the events of all jobs; for the owner of the instance.
   *
   * <p>The journal is ahead of the event logs, and carries events that are never committed to them:
   * {@code annotations}, and volatile {@code memo}. After a lost broker it tells what happened
   * meanwhile to the jobs that Flux still holds, in the order of time; of uncommitted events, those
   * are lost. An event that was told, and that the broker had not committed when it was lost, is
   * thus a gap.
   *
   * @param journal what to read
   * @return the events, without end; the stream fails with {@code EPERM} for a guest, and with
   *     {@link EventGapException} unless {@linkplain Journal#includeGaps gaps are told as events}
   */
  ResponseStream<JournalEvent> journal(Journal journal);

  /**
   * Waits for a job to end: {@code flux_job_result(3)}, except that the first exception of severity
   * 0 is the cause, as RFC 21 has it.
   *
   * @param id the job
   * @return how it ended
   * @throws FluxException {@code ENOENT} if there is no such job
   */
  JobResult result(JobId id);

  /**
   * Follows a job to its end.
   *
   * @param id the job
   * @return how it ended; cancelling the future ends the wait
   */
  CompletableFuture<JobResult> resultAsync(JobId id);

  /**
   * Waits for a job that was submitted as {@linkplain SubmitOptions#waitable waitable}: {@code
   * flux_job_wait(3)}. Each job can be waited for once; for the owner of the instance.
   *
   * @param id the job
   * @return how it ended
   * @throws FluxException {@code ECHILD} if the job is unknown, not waitable or was waited for
   */
  WaitResult waitFor(JobId id);

  /**
   * Waits for a waitable job. If the future is cancelled, or the handle closed, the result is lost.
   *
   * @param id the job
   * @return how it ended
   */
  CompletableFuture<WaitResult> waitForAsync(JobId id);

  /**
   * Waits for any waitable job to end; for the owner of the instance.
   *
   * @return which it was and how it ended
   * @throws FluxException {@code ECHILD} if there is none left
   */
  WaitResult waitForAny();

  /**
   * Waits for any waitable job. If the future is cancelled, or the handle closed, the result is
   * lost.
   *
   * @return which it was and how it ended
   */
  CompletableFuture<WaitResult> waitForAnyAsync();

  /**
   * The output of a job.
   *
   * @param id the job
   * @return its output, of which nothing is read yet
   */
  JobOutput output(JobId id);
}
