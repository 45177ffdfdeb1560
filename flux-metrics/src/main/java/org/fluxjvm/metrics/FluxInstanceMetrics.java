package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.fluxjvm.Flux;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a Flux instance: its resources, jobs, queues, job-manager, scheduler, tree of brokers
 * and content store. {@link InstanceMeter} lists them.
 *
 * <p>Flux is polled in the background, from the first {@link #bindTo} on, and a scrape reads the
 * last answer: it costs no request and does not wait. Each poll stands alone. When the user may not
 * ask something, or the instance does not have it, or does not answer, the meters of that poll are
 * absent until it succeeds again, and {@link InstanceMeter#POLL} says why.
 *
 * <p>All methods are safe from any thread.
 */
public final class FluxInstanceMetrics implements MeterBinder, AutoCloseable {
  private final List<PolledGroup> groups;
  private final PollCycle cycle;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final PolledRegistries registries;
  private boolean closed;

  FluxInstanceMetrics(MeterSettings meters, PollCycle.Settings polls) {
    this.groups = InstancePolls.all().stream().map(PolledGroup::new).toList();
    this.registries = new PolledRegistries(meters, groups, this::isUp);
    this.cycle = new PollCycle(polls, groups, this::update);
  }

  /**
   * Meters with the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a binder
   */
  public static FluxInstanceMetrics of(Flux flux) {
    return builder(flux).build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @param flux the instance; it stays open when the meters are closed
   * @return a builder
   */
  public static FluxInstanceMetricsBuilder builder(Flux flux) {
    return new FluxInstanceMetricsBuilder(flux::rpcAsync);
  }

  /**
   * Whether the instance has answered the last poll, as {@link InstanceMeter#UP} says it. This does
   * not wait.
   *
   * @return false also before the first answer
   */
  public boolean isUp() {
    return groups.stream().anyMatch(PolledGroup::hasAnswered);
  }

  /**
   * Registers the meters, and starts polling if this is the first registry. A registry that is
   * bound already is left as it is.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}, or if the registry has these meters of
   *     another binder, from which {@link FluxInstanceMetricsBuilder#tags} or a prefix would tell
   *     them; nothing is registered then
   * @throws RejectedExecutionException if the {@linkplain FluxInstanceMetricsBuilder#scheduler
   *     scheduler} is shut down; nothing is registered then
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      registries.bind(registry);
      start();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    try {
      cycle.start();
    } catch (RejectedExecutionException e) {
      registries.removeAll();
      throw e;
    }
  }

  /** Asks all that is not being asked already. The future ends when all have answered or failed. */
  CompletableFuture<Void> poll() {
    return cycle.poll();
  }

  private void update(
      PolledGroup group, @Nullable Readings readings, @Nullable Throwable failure, Duration took) {
    lock.lock();
    try {
      if (!closed) {
        registries.show(group, group.take(readings, failure), took);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops polling and removes all meters from the registries. A second call does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      cycle.stop();
      registries.removeAll();
    } finally {
      lock.unlock();
    }
  }
}
