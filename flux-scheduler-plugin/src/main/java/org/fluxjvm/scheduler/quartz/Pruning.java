package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.Timing;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets the runs that were over long ago, once an hour: {@link RunHistory#prune}. */
public final class Pruning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
  private static final Duration PERIOD = Duration.ofHours(1);

  private final RunHistory history;
  private final ComingFirings coming;
  private final Duration keep;
  private final Timing timing;
  private final Repeatedly prunings;

  private Pruning(RunHistory history, ComingFirings coming, Duration keep, Timing timing) {
    this.history = history;
    this.coming = coming;
    this.keep = keep;
    this.timing = timing;
    this.prunings = Repeatedly.start("flux-pruning", timing, PERIOD, this::once);
  }

  /**
   * Starts. For the first time it prunes after an hour: by then a scheduler has taken up what the
   * one before has left, and no firing of that comes again.
   *
   * @param history the runs; several schedulers may prune the same ones
   * @param keep how long ago a run must have ended, and its firing been due
   * @param timing the time
   * @param scheduler what its triggers are still to recover is not forgotten
   * @return goes on until it is closed
   */
  public static Pruning start(
      RunHistory history, Duration keep, Timing timing, Scheduler scheduler) {
    return new Pruning(history, new ComingFirings(scheduler), keep, timing);
  }

  private void once() {
    Instant old = timing.now().minus(keep);
    Instant before = oldest().filter(due -> due.isBefore(old)).orElse(old);
    LOG.debug("{} runs from before {} forgotten", history.prune(before), before);
  }

  private Optional<Instant> oldest() {
    try {
      return coming.oldest();
    } catch (SchedulerException e) {
      throw new IllegalStateException("The firings that come again cannot be read", e);
    }
  }

  /** Ends it; what is under way is not waited for. */
  @Override
  public void close() {
    prunings.close();
  }
}
