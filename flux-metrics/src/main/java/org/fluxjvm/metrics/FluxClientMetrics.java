package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxBuilder;
import org.fluxjvm.connector.ClientObserver;

/**
 * Meters of handles on Flux: how long Flux takes to answer them, what fails, how often a broker was
 * lost, and how busy their event loops are. {@link ClientMeter} lists them.
 *
 * <p>Give it to {@link FluxBuilder#observer} of each handle that is to be metered, and bind it to
 * registries before or after; what happens before a registry is bound is not counted there, but the
 * work of event loops and the brokers that are away, which are known from their start. It asks Flux
 * nothing, so that there is nothing to be refused.
 *
 * <p>All methods are safe from any thread. Those of {@link ClientObserver} are the handles' to
 * call.
 */
public final class FluxClientMetrics implements ClientObserver, MeterBinder, AutoCloseable {
  private static final double NANOS = 1e9;

  private final MeterSettings settings;
  private final InstantSource clock;
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder disconnected = new LongAdder();
  private final List<ClientRegistry> registries = new CopyOnWriteArrayList<>();
  private final Object closing = new Object();
  private boolean closed;

  FluxClientMetrics(MeterSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Meters with the default settings.
   *
   * @return a binder
   */
  public static FluxClientMetrics create() {
    return builder().build();
  }

  /**
   * Meters with other than the default settings.
   *
   * @return a builder
   */
  public static FluxClientMetricsBuilder builder() {
    return new FluxClientMetricsBuilder();
  }

  /**
   * Registers the meters. A registry that is bound already is left as it is.
   *
   * @param registry where they go; more than one may be bound
   * @throws IllegalStateException after {@link #close}, or if the registry has these meters of
   *     another binder, from which {@link FluxClientMetricsBuilder#tags} or a prefix would tell
   *     them; nothing is registered then
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    synchronized (closing) {
      if (closed) {
        throw new IllegalStateException("these meters are closed: make another binder");
      }
      if (registries.stream().noneMatch(bound -> bound.isIn(registry))) {
        registries.add(
            ClientRegistry.bind(
                registry, settings, () -> busyNanos.sum() / NANOS, disconnected::sum));
      }
    }
  }

  @Override
  public void onAnswer(String topic, long nanos) {
    String service = FluxService.of(topic);
    for (ClientRegistry registry : registries) {
      registry.answered(service, nanos);
    }
  }

  @Override
  public void onFailure(String topic, Errno errno) {
    String service = FluxService.of(topic);
    for (ClientRegistry registry : registries) {
      registry.failed(service, errno);
    }
  }

  @Override
  public void onLost() {
    disconnected.increment();
    registries.forEach(ClientRegistry::lost);
  }

  @Override
  public void onReopened() {
    disconnected.decrement();
    registries.forEach(ClientRegistry::reopened);
  }

  @Override
  public void onAbandoned() {
    disconnected.decrement();
  }

  @Override
  public void onLoopWork(long nanos) {
    busyNanos.add(nanos);
  }

  @Override
  public void onJournalEvent(double timestamp) {
    Instant now = clock.instant();
    double seconds = now.getEpochSecond() - timestamp + now.getNano() / NANOS;
    long nanos = Math.round(Math.max(0, seconds) * NANOS); // the broker has another clock
    for (ClientRegistry registry : registries) {
      registry.late(nanos);
    }
  }

  @Override
  public void onGap(int jobs) {
    for (ClientRegistry registry : registries) {
      registry.missing(jobs);
    }
  }

  /** Removes all meters from the registries; handles may stay open. A second call does nothing. */
  @Override
  public void close() {
    synchronized (closing) {
      closed = true;
      registries.forEach(ClientRegistry::removeAll);
      registries.clear();
    }
  }
}
