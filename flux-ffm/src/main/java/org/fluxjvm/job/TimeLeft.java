package org.fluxjvm.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;

/** How long a job or an instance has to live. */
final class TimeLeft {
  private final RpcClient client;
  private final Listing listing;
  private final InstantSource clock;
  private final String enclosing;

  TimeLeft(RpcClient client, Listing listing) {
    this(client, listing, InstantSource.system(), System.getenv().getOrDefault("FLUX_JOB_ID", ""));
  }

  /**
   * @param enclosing what {@code FLUX_JOB_ID} says, empty if nothing
   */
  TimeLeft(RpcClient client, Listing listing, InstantSource clock, String enclosing) {
    this.client = client;
    this.listing = listing;
    this.clock = clock;
    this.enclosing = enclosing;
  }

  Reply<Optional<Duration>> of(JobId id) {
    return listing.one(id, "state", "expiration").map(this::of).mapFailure(e -> unknown(id, e));
  }

  private Optional<Duration> of(JobInfo job) {
    return job.state() == JobState.RUN
        ? job.expiration().map(this::until)
        : Optional.of(Duration.ZERO);
  }

  private static FluxException unknown(JobId id, FluxException error) {
    return error.errno() == Errno.ENOENT
        ? new FluxException(Errno.ENOENT, error.operation(), id + ": no such job")
        : error;
  }

  Reply<Optional<Duration>> ofThisProcess() {
    return enclosing.isEmpty() ? ofInstance() : of(JobId.parse(enclosing));
  }

  private Reply<Optional<Duration>> ofInstance() {
    return client
        .json(Requests.single("resource.status", Json.object()).toRank(0))
        .map(status -> status.path("R").path("execution").path("expiration").asDouble(0))
        .map(end -> end > 0 ? Optional.of(until(Times.instant(end))) : Optional.empty());
  }

  private Duration until(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
