package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunMetrics;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All meters of a scheduler on Flux: those of {@link QuartzMetrics}, those of {@link RunMetrics},
 * and of its schedules, {@link ScheduleMeter}. The latter two begin when the scheduler is connected
 * to Flux, which it is from its start at the latest, and before it takes a run over.
 *
 * <p>All methods are safe from any thread.
 */
public final class SchedulerMetrics implements MeterBinder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerMetrics.class);

  private final Scheduler scheduler;
  private final SchedulerMetricsBuilder settings;
  private final QuartzMetrics quartz;
  private final Connection connection = new Connection();
  private final Object lock = new Object();
  private final List<MeterRegistry> registries = new ArrayList<>();
  private boolean closed;
  private volatile @Nullable ConnectedMeters connected;

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
      if (connected != null) {
        connected.bindTo(registry);
      }
      registries.add(registry);
      if (registries.size() == 1) {
        begin();
      }
    }
  }

  private void begin() {
    try {
      FluxExecutors.connections(scheduler).add(connection);
      if (FluxExecutors.isConnected(scheduler)) {
        connection.connected(FluxExecutors.get(scheduler));
      }
    } catch (SchedulerException e) {
      LOG.warn("The runs of this scheduler have no meters: {}", e.getMessage());
    }
  }

  /**
   * Whether the ledger has answered lately. It is asked in the background; this does not wait.
   *
   * @return false also as long as the scheduler is not connected to Flux, or no registry is bound
   */
  public boolean isLedgerWithinReach() {
    ConnectedMeters now = connected;
    return now != null && now.isLedgerWithinReach();
  }

  /** Stops listening, and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      stopListening();
      disconnect();
      quartz.close();
    }
  }

  private void stopListening() {
    try {
      FluxExecutors.connections(scheduler).remove(connection);
    } catch (SchedulerException e) {
      LOG.debug("It was not listened to either", e);
    }
  }

  private void disconnect() {
    if (connected != null) {
      connected.close();
      connected = null;
    }
  }

  /** A start that comes after one that failed has another executor. */
  private final class Connection implements FluxConnections.Listener {
    @Override
    public void connected(RunExecutor executor) {
      synchronized (lock) {
        if (closed || (connected != null && connected.isOf(executor))) {
          return;
        }
        disconnect();
        try {
          connected = ConnectedMeters.start(executor, quartz.timetable(), settings, registries);
        } catch (SchedulerException e) {
          LOG.warn("The runs of this scheduler have no meters: {}", e.getMessage());
        }
      }
    }

    @Override
    public void gone() {
      synchronized (lock) {
        disconnect();
      }
    }
  }
}
