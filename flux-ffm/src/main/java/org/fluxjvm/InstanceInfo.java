package org.fluxjvm;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fluxjvm.job.JobCounts;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.JobStats;
import org.fluxjvm.job.JobUri;

/**
 * What the Flux instance that a job is tells about itself.
 *
 * @param stats its jobs
 * @param resources its resources
 */
public record InstanceInfo(JobStats stats, InstanceResources resources) {
  private static final System.Logger LOG = System.getLogger(InstanceInfo.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * Asks the instance that a job is, and waits ten seconds at most for the connection, and for each
   * response.
   *
   * @param job a job
   * @return what {@link #of(JobInfo, Duration)} returns
   */
  public static Optional<InstanceInfo> of(JobInfo job) {
    return of(job, LIMIT);
  }

  /**
   * Asks the instance that a job is, through a handle that is open only meanwhile. On the host of
   * the instance, and wherever {@code FLUX_URI_RESOLVE_LOCAL} is set, that is the local socket;
   * elsewhere it goes through {@code ssh}. Jobs of other users are not asked: where they say that
   * they can be reached is not to be trusted.
   *
   * @param job a job, with its user, its state and its annotations
   * @param limit how long to wait for the connection, and for each response
   * @return empty unless the job is this user's, running, and an instance that answers in time; for
   *     the reason why one does not, open its {@linkplain JobInfo#uri() URI}
   */
  public static Optional<InstanceInfo> of(JobInfo job, Duration limit) {
    return job.isMine() && job.state() == JobState.RUN
        ? job.uri().flatMap(InstanceInfo::reachable).flatMap(uri -> ask(uri, limit))
        : Optional.empty();
  }

  private static Optional<InstanceInfo> ask(String uri, Duration limit) {
    try (Flux flux = Flux.builder().uri(uri).reconnectLimit(limit).callLimit(limit).open()) {
      return Optional.of(new InstanceInfo(flux.jobs().stats(), flux.resources()));
    } catch (FluxException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> uri + " tells nothing: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> reachable(JobUri uri) {
    boolean asLocal = System.getenv("FLUX_URI_RESOLVE_LOCAL") != null;
    boolean isHere = uri.host().filter(InstanceInfo::isHere).isPresent();
    return uri.local().map(local -> asLocal || isHere ? local : uri.text());
  }

  private static boolean isHere(String host) {
    try {
      return host.equals(InstanceDirectory.hostname());
    } catch (IOException e) {
      return false; // then the URI is used as it is
    }
  }

  /**
   * The part of its jobs that are over.
   *
   * @return 0 to 1, if it has had a job
   */
  public OptionalDouble progress() {
    JobCounts jobs = stats.all();
    return part(jobs.inactive(), jobs.total());
  }

  /**
   * The part of its cores that its jobs have.
   *
   * @return 0 to 1, if it has cores
   */
  public OptionalDouble utilization() {
    return part(resources.allocated().cores(), resources.all().cores());
  }

  /**
   * The part of its GPUs that its jobs have.
   *
   * @return 0 to 1, if it has GPUs
   */
  public OptionalDouble gpuUtilization() {
    return part(resources.allocated().gpus(), resources.all().gpus());
  }

  private static OptionalDouble part(long some, long all) {
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) some / all);
  }
}
