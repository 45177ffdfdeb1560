package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.scheduler.Timing;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of a Quartz scheduler of this virtual machine, with or without Flux jobs: what it fires,
 * how late, what it misses, when it fires next, and how busy it is. {@link QuartzMeter} lists them.
 *
 * <p>They are made of what Quartz tells its listeners. The triggers are read from the store
 * besides, in the background and from time to time; a scrape asks no store.
 *
 * <p>All methods are safe from any thread.
 */
public final class QuartzMetrics implements MeterBinder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzMetrics.class);

  private final @Nullable Scheduler scheduler;
  private final Duration interval;
  private final int triggers;
  private final Timing timing;
  private final DocumentedMeters meters;
  private final Timetable timetable = new Timetable();
  private final Object lock = new Object();
  private boolean begun;
  private boolean closed;
  private @Nullable QuartzListeners listeners;
  private volatile @Nullable Refresh refresh;

  QuartzMetrics(QuartzMetricsBuilder settings) {
    this.scheduler = settings.scheduler;
    this.interval = settings.interval;
    this.triggers = settings.triggers;
    this.timing = settings.timing;
    this.meters = new DocumentedMeters(settings.prefix, settings.tags);
  }

  /**
   * Meters with the default settings.
   *
   * @param scheduler the scheduler; null for one that is not there, which has no meters
   * @return a binder
   */
  public static QuartzMetrics of(@Nullable Scheduler scheduler) {
    return builder(scheduler).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param scheduler the scheduler; null for one that is not there, which has no meters
   * @return a builder
   */
  public static QuartzMetricsBuilder builder(@Nullable Scheduler scheduler) {
    return new QuartzMetricsBuilder(scheduler);
  }

  /**
   * Registers the meters, and starts to listen if this is the first registry. A scheduler that
   * cannot be listened to, as one of another virtual machine, has none; a warning says so.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      meters.bind(registry);
      if (!begun && scheduler != null) {
        begun = true;
        begin(scheduler);
      }
    }
  }

  private void begin(Scheduler metered) {
    try {
      QuartzTally tally =
          new QuartzTally(
              metered.getSchedulerName(), metered, meters, timetable, triggers, this::readSoon);
      listeners = QuartzListeners.add(metered, tally);
      tally.begin();
      timetable.onChange(tally::show);
      TimetableReader reader =
          new TimetableReader(metered, timetable, timing, interval.multipliedBy(2), tally::read);
      refresh = new Refresh("flux-timetable", timing, interval, reader::read);
      refresh.start();
    } catch (SchedulerException e) {
      LOG.warn("This scheduler has no meters, as it cannot be listened to: {}", e.getMessage());
    }
  }

  private void readSoon() {
    Refresh reading = refresh;
    if (reading != null) {
      reading.soon();
    }
  }

  /** What is known of its triggers, once a registry is bound. */
  Timetable timetable() {
    return timetable;
  }

  /** Stops listening, and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (listeners != null) {
        listeners.close();
      }
      if (refresh != null) {
        refresh.close();
      }
      meters.removeAll();
    }
  }
}
