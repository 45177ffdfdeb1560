package org.fluxjvm.job;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;

/** Submitting jobs. */
public sealed interface JobSubmission permits Jobs {
  /**
   * Submits a job: {@code flux_job_submit(3)}.
   *
   * @param jobspec what to run
   * @return the job's id
   * @throws SubmitUnknownException if the request was sent and its response will not come
   * @throws FluxException {@code EPERM} or {@code EINVAL} with Flux's text if the job is refused
   */
  default JobId submit(Jobspec jobspec) {
    return submit(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @param options how to submit it
   * @return the job's id
   * @throws SubmitUnknownException if the request was sent and its response will not come
   * @throws FluxException {@code EPERM} or {@code EINVAL} with Flux's text if the job is refused
   */
  JobId submit(Jobspec jobspec, SubmitOptions options);

  /**
   * Submits a job whose jobspec is in JSON, which is checked before it is sent.
   *
   * @param jobspec the JSON of a jobspec
   * @param options how to submit it
   * @return the job's id
   * @throws JobspecException if the text is not JSON, or no jobspec
   * @throws SubmitUnknownException if the request was sent and its response will not come
   * @throws FluxException {@code EPERM} or {@code EINVAL} with Flux's text if the job is refused
   */
  default JobId submit(String jobspec, SubmitOptions options) {
    return submit(Jobspec.fromJson(jobspec), options);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @return the job's id
   */
  default CompletableFuture<JobId> submitAsync(Jobspec jobspec) {
    return submitAsync(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @param options how to submit it
   * @return the job's id
   */
  CompletableFuture<JobId> submitAsync(Jobspec jobspec, SubmitOptions options);

  /**
   * Submits a job whose jobspec is in JSON, which is checked before it is sent.
   *
   * @param jobspec the JSON of a jobspec
   * @param options how to submit it
   * @return the job's id
   * @throws JobspecException if the text is not JSON, or no jobspec
   */
  default CompletableFuture<JobId> submitAsync(String jobspec, SubmitOptions options) {
    return submitAsync(Jobspec.fromJson(jobspec), options);
  }

  /**
   * Submits a job that is signed already, on behalf of whoever signed it.
   *
   * @param j the signed jobspec <em>J</em> (RFC 15)
   * @param options how to submit it
   * @return the job's id
   * @throws SubmitUnknownException if the request was sent and its response will not come
   * @throws FluxException {@code EPERM} if the signature is not good here, or {@code EINVAL}
   */
  JobId submitSigned(String j, SubmitOptions options);

  /**
   * Submits a job that is signed already.
   *
   * @param j the signed jobspec <em>J</em> (RFC 15)
   * @param options how to submit it
   * @return the job's id
   */
  CompletableFuture<JobId> submitSignedAsync(String j, SubmitOptions options);

  /**
   * Submits many jobs, a few hundred at a time, and waits for the last answer.
   *
   * @param jobspecs what to run
   * @param options how to submit each of them
   * @return what became of each, in the same order
   * @throws FluxException {@code EINTR} if the thread is interrupted, after which no more jobs are
   *     sent, and those that were sent may exist; {@code EDEADLK} on the event loop
   */
  List<SubmitOutcome> submitAll(Collection<Jobspec> jobspecs, SubmitOptions options);

  /**
   * Submits many jobs, a few hundred at a time. If the future is cancelled, no more are sent.
   *
   * @param jobspecs what to run
   * @param options how to submit each of them
   * @return what became of each, in the same order
   */
  CompletableFuture<List<SubmitOutcome>> submitAllAsync(
      Collection<Jobspec> jobspecs, SubmitOptions options);
}
