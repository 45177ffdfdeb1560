package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** First come, first served by priority: no job overtakes one that waits before it. */
final class Scheduler {
  private final TreeSet<EmbeddedJob> queue =
      new TreeSet<>(
          Comparator.comparingLong((EmbeddedJob job) -> job.priority())
              .reversed()
              .thenComparing(EmbeddedJob::id, Long::compareUnsigned));
  private final ResourcePool pool;
  private final Timestamps timestamps;
  private final String host;

  Scheduler(ResourcePool pool, Timestamps timestamps, String host) {
    this.pool = pool;
    this.timestamps = timestamps;
    this.host = host;
  }

  void enqueue(EmbeddedJob job) {
    queue.add(job);
  }

  /** To be called before a job's priority changes. */
  void dequeue(EmbeddedJob job) {
    queue.remove(job);
  }

  Optional<String> unsatisfiable(EmbeddedJob job) {
    return pool.unsatisfiable(job.submitted().request());
  }

  /** The next job that can run, with what it runs on. */
  Optional<Placement> next() {
    if (queue.isEmpty()) {
      return Optional.empty();
    }
    EmbeddedJob job = queue.first();
    Optional<Placement> placement = pool.take(job.submitted().request()).map(at -> place(job, at));
    placement.ifPresent(placed -> queue.remove(job));
    return placement;
  }

  private Placement place(EmbeddedJob job, List<NodeShare> shares) {
    JobRequest request = job.submitted().request();
    BigDecimal now = timestamps.now();
    BigDecimal expiration =
        request.duration() > 0
            ? now.add(BigDecimal.valueOf(request.duration()))
            : BigDecimal.valueOf(0, 1);
    return new Placement(job, new Allocation(shares, request.slots(), now, expiration, host));
  }

  /** A job and its resources. */
  record Placement(EmbeddedJob job, Allocation allocation) {}

  void release(Allocation allocation) {
    pool.give(allocation.shares());
  }
}
