package org.fluxjvm.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.ResponseStream;
import tools.jackson.databind.JsonNode;

/** Asking what jobs there are, and about them. */
public sealed interface JobQueries permits Jobs {
  /**
   * What is known of a job: {@code job-list.list-id}.
   *
   * @param id the job
   * @return the job, or nothing if the instance does not know it
   */
  Optional<JobInfo> get(JobId id);

  /**
   * What is known of a job.
   *
   * @param id the job
   * @return the job, or nothing if the instance does not know it
   */
  CompletableFuture<Optional<JobInfo>> getAsync(JobId id);

  /**
   * What is known of some jobs, asked for all at once.
   *
   * @param ids the jobs
   * @return what is known of each, in the same order; nothing of those the instance does not know
   */
  List<Optional<JobInfo>> getAll(Collection<JobId> ids);

  /**
   * What is known of some jobs, asked for all at once.
   *
   * @param ids the jobs
   * @return what is known of each, in the same order; nothing of those the instance does not know
   */
  CompletableFuture<List<Optional<JobInfo>>> getAllAsync(Collection<JobId> ids);

  /**
   * Some of what is known of a job.
   *
   * @param id the job
   * @param attributes attributes as {@code job-list.list-attrs} names them
   * @return the job, or nothing if the instance does not know it
   * @throws FluxException {@code EINVAL} for an attribute that Flux does not know
   */
  Optional<JobInfo> get(JobId id, Set<String> attributes);

  /**
   * Some of what is known of a job.
   *
   * @param id the job
   * @param attributes attributes as {@code job-list.list-attrs} names them
   * @return the job, or nothing if the instance does not know it; fails with {@code EINVAL} for an
   *     attribute that Flux does not know
   */
  CompletableFuture<Optional<JobInfo>> getAsync(JobId id, Set<String> attributes);

  /**
   * The jobs of the user of this process, at most 1000.
   *
   * @return the jobs as they come: pending, running, then inactive ones
   */
  default ResponseStream<JobInfo> list() {
    return list(JobQuery.mine());
  }

  /**
   * The jobs that a query describes: {@code job-list.list}.
   *
   * @param query which jobs
   * @return the jobs as they come, to be iterated or given to {@link ResponseStream#forEachAsync};
   *     fails with {@code EINVAL} for an attribute and {@code EPROTO} for a constraint that Flux
   *     does not know
   */
  ResponseStream<JobInfo> list(JobQuery query);

  /**
   * How many jobs there are: {@code job-list.job-stats}.
   *
   * @return counts by state, result and queue
   */
  JobStats stats();

  /**
   * How many jobs there are.
   *
   * @return counts by state, result and queue
   */
  CompletableFuture<JobStats> statsAsync();

  /**
   * Reads what is stored of a job: {@code job-info.lookup}.
   *
   * @param id the job
   * @param keys files, such as {@code jobspec} or {@code R}
   * @return an object with the keys that were asked for
   * @throws FluxException {@code ENOENT} if there is no such job, or one of the files is missing
   */
  default JsonNode lookup(JobId id, String... keys) {
    return lookup(id, Lookup.of(keys));
  }

  /**
   * Reads what is stored of a job.
   *
   * @param id the job
   * @param lookup which files, and in which form
   * @return an object with the keys that were asked for
   * @throws FluxException {@code ENOENT} if there is no such job, or one of the files is missing
   */
  JsonNode lookup(JobId id, Lookup lookup);

  /**
   * Reads what is stored of a job.
   *
   * @param id the job
   * @param keys files, such as {@code jobspec} or {@code R}
   * @return an object with the keys that were asked for
   */
  default CompletableFuture<JsonNode> lookupAsync(JobId id, String... keys) {
    return lookupAsync(id, Lookup.of(keys));
  }

  /**
   * Reads what is stored of a job.
   *
   * @param id the job
   * @param lookup which files, and in which form
   * @return an object with the keys that were asked for
   */
  CompletableFuture<JsonNode> lookupAsync(JobId id, Lookup lookup);

  /**
   * The jobspec as it was submitted, with its environment and before any update: the content of
   * {@code J} (RFC 15).
   *
   * @param id the job
   * @return the jobspec
   * @throws FluxException {@code ENOENT} if there is no such job
   */
  Jobspec submittedJobspec(JobId id);

  /**
   * The jobspec as it was submitted.
   *
   * @param id the job
   * @return the jobspec
   */
  CompletableFuture<Jobspec> submittedJobspecAsync(JobId id);

  /**
   * How long a job may still run.
   *
   * @param id the job
   * @return the time until it expires; zero if it does not run; nothing if it has no time limit
   * @throws FluxException {@code ENOENT} if there is no such job
   */
  Optional<Duration> timeLeft(JobId id);

  /**
   * How long a job may still run.
   *
   * @param id the job
   * @return the time until it expires; zero if it does not run; nothing if it has no time limit
   */
  CompletableFuture<Optional<Duration>> timeLeftAsync(JobId id);

  /**
   * How long this process may still run: {@code flux_job_timeleft(3)}. It is part of the job that
   * the environment variable {@code FLUX_JOB_ID} names, else of the instance.
   *
   * @return the time until that expires; zero if it does not run; nothing if it has no time limit
   * @throws FluxException {@code ENOENT} if the instance does not know that job
   */
  Optional<Duration> timeLeft();

  /**
   * How long this process may still run.
   *
   * @return the time until its job or instance expires; zero if it does not run; nothing if it has
   *     no time limit
   */
  CompletableFuture<Optional<Duration>> timeLeftAsync();
}
