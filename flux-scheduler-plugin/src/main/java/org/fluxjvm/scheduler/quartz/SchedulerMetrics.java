package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunMetrics;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.listeners.SchedulerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All meters of a scheduler on Flux: those of {@link QuartzMetrics}, those of {@link RunMetrics},
 * and of its schedules, {@link ScheduleMeter}. The latter two begin when the scheduler is connected
 * to Flux, which it is from its start at the latest.
 *
 * <p>All methods are safe from any thread.
 */
public final class SchedulerMetrics implements MeterBinder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerMetrics.class);

  private final Scheduler scheduler;
  private final SchedulerMetricsBuilder settings;
  private final QuartzMetrics quartz;
  private final DocumentedMeters schedules;
  private final Started started = new Started();
  private final Object lock = new Object();
  private final List<MeterRegistry> registries = new ArrayList<>();
  private boolean closed;
  private @Nullable RunExecutor executor;
  private @Nullable RunMetrics runs;
  private volatile @Nullable ScheduleMetrics ledger;

  SchedulerMetrics(SchedulerMetricsBuilder given) {
    this.settings = new SchedulerMetricsBuilder(given);
    this.scheduler = settings.scheduler;
    this.quartz =
        QuartzMetrics.builder(scheduler)
            .prefix(settings.prefix)
            .tags(settings.tags)
            .interval(settings.interval)
            .triggers(settings.schedules)
            .timing(settings.timing)
            .build();
    this.schedules = new DocumentedMeters(settings.prefix, settings.tags);
  }

  /**
   * Meters with the default settings.
   *
   * @param scheduler a scheduler that is or will be connected to Flux
   * @return a binder
   */
  public static SchedulerMetrics of(Scheduler scheduler) {
    return builder(scheduler).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param scheduler a scheduler that is or will be connected to Flux
   * @return a builder
   */
  public static SchedulerMetricsBuilder builder(Scheduler scheduler) {
    return new SchedulerMetricsBuilder(scheduler);
  }

  /**
   * Registers the meters, and starts to listen if this is the first registry.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (lock) {
      quartz.bindTo(registry);
      schedules.bind(registry);
      if (runs != null) {
        runs.bindTo(registry);
      }
      registries.add(registry);
      if (registries.size() == 1) {
        begin();
      }
    }
  }

  private void begin() {
    try {
      scheduler.getListenerManager().addSchedulerListener(started);
      connect();
    } catch (SchedulerException e) {
      LOG.warn("This scheduler has no meters, as it cannot be listened to: {}", e.getMessage());
    }
  }

  /** A scheduler that has been connected stays so. */
  private void connect() {
    synchronized (lock) {
      if (closed || runs != null) {
        return;
      }
      try {
        connect(FluxExecutors.get(scheduler));
      } catch (SchedulerException e) {
        LOG.debug("The runs are metered once there is an executor: {}", e.getMessage());
      }
    }
  }

  private void connect(RunExecutor connected) throws SchedulerException {
    executor = connected;
    RunMetrics metrics =
        RunMetrics.builder(connected)
            .prefix(settings.prefix)
            .tags(settings.tags)
            .clock(settings.timing::now)
            .build();
    runs = metrics;
    registries.forEach(metrics::bindTo);
    Optional<RunHistory> history =
        FluxExecutors.scheduling(scheduler).flatMap(FluxScheduling::history);
    if (history.isPresent()) {
      ScheduleMetrics reading =
          ScheduleMetrics.start(
              scheduler.getSchedulerName(),
              history.get(),
              quartz.timetable(),
              schedules,
              new ScheduleMetrics.Settings(settings.timing, settings.interval, settings.schedules));
      connected.addListener(reading);
      ledger = reading;
    }
  }

  /**
   * Whether the ledger has answered lately. It is asked in the background; this does not wait.
   *
   * @return false also as long as the scheduler is not connected to Flux, or no registry is bound
   */
  public boolean isLedgerWithinReach() {
    ScheduleMetrics reading = ledger;
    return reading != null && reading.isLedgerWithinReach();
  }

  /** Stops listening, and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      stopListening();
      ScheduleMetrics reading = ledger;
      if (executor != null && reading != null) {
        executor.removeListener(reading);
        reading.close();
        ledger = null;
      }
      if (runs != null) {
        runs.close();
      }
      schedules.removeAll();
      quartz.close();
    }
  }

  private void stopListening() {
    try {
      scheduler.getListenerManager().removeSchedulerListener(started);
    } catch (SchedulerException e) {
      LOG.debug("It was not listened to either", e);
    }
  }

  /** Quartz starts the plugins before it says this. */
  private final class Started extends SchedulerListenerSupport {
    @Override
    public void schedulerStarted() {
      try {
        connect();
      } catch (RuntimeException e) {
        LOG.warn("The runs of this scheduler are not metered", e);
      }
    }
  }
}
