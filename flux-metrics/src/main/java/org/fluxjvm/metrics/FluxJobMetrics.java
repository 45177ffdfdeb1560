package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import org.fluxjvm.Flux;

/**
 * Meters of the jobs of a Flux instance, made of their events as the journal tells them: how long
 * they wait and run, how they end, and how many are where. {@link JobMeter} lists them.
 *
 * <p>Each event is counted once, also if the broker was lost in between. What happened before the
 * first {@link #bindTo} is not counted; the jobs that are active then are known, and counted when
 * they end. A registry that is bound later counts from then on.
 *
 * <p>The journal is open to the owner of the instance only. Where it is refused, or ends, {@link
 * JobMeter#JOURNAL} says why, and it is asked for again after a while; what happens meanwhile is
 * not counted. A scrape asks nothing.
 *
 * <p>All methods are safe from any thread.
 */
public final class FluxJobMetrics implements MeterBinder, AutoCloseable {
  private final DocumentedMeters meters;
  private final FollowedJournal journal;
  private final Object lock = new Object();

  // Guarded by the lock.
  private boolean begun;
  private boolean closed;

  FluxJobMetrics(
      FollowedJournal.Source source, MeterSettings settings, Duration pause, InstantSource clock) {
    InFlight<Long> inFlight = new InFlight<>();
    this.meters = new DocumentedMeters(settings);
    JobRegistries registries = new JobRegistries(meters, inFlight, clock);
    JobTally tally = new JobTally(inFlight, registries);
    this.journal = new FollowedJournal(source, pause, new JobReader(tally, registries));
  }

  /**
   * Meters with the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a binder
   */
  public static FluxJobMetrics of(Flux flux) {
    return builder(flux).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a builder
   */
  public static FluxJobMetricsBuilder builder(Flux flux) {
    return new FluxJobMetricsBuilder(flux);
  }

  /**
   * Registers the meters, and starts to follow the jobs if this is the first registry. A registry
   * that is bound already is left as it is.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}, or if the registry has these meters of
   *     another binder, from which {@link FluxJobMetricsBuilder#tags} or a prefix would tell them;
   *     nothing is registered then
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      meters.bind(registry);
      if (!begun) {
        begun = true;
        journal.start();
      }
    }
  }

  /**
   * Stops following jobs and removes all meters from the registries. A second call does nothing.
   */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      journal.close();
      meters.removeAll();
    }
  }
}
