package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.scheduler.RunHistory;

/** Forgets the runs that were over long ago, once a day. */
final class Pruning implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Pruning.class.getName());

  /** By then a start has taken up, or settled, all that the one before has left. */
  private static final Duration FIRST = Duration.ofHours(1);

  private static final Duration PERIOD = Duration.ofDays(1);

  private final RunHistory history;
  private final Duration keep;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("flux-scheduler-pruning").factory());

  private Pruning(RunHistory history, Duration keep, InstantSource clock) {
    this.history = history;
    this.keep = keep;
    this.clock = clock;
  }

  static Pruning start(RunHistory history, Duration keep, InstantSource clock) {
    return start(history, keep, clock, FIRST, PERIOD);
  }

  static Pruning start(
      RunHistory history, Duration keep, InstantSource clock, Duration first, Duration period) {
    Pruning pruning = new Pruning(history, keep, clock);
    var _ =
        pruning.timer.scheduleWithFixedDelay(
            pruning::once, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return pruning;
  }

  private void once() {
    Instant before = clock.instant().minus(keep);
    try {
      int forgotten = history.prune(before);
      LOG.log(System.Logger.Level.DEBUG, "{0} runs from before {1} forgotten", forgotten, before);
    } catch (RuntimeException e) { // the next time may do better
      LOG.log(System.Logger.Level.WARNING, "The runs from before " + before + " stay for now", e);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
