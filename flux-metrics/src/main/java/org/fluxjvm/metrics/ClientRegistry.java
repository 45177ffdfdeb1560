package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fluxjvm.Errno;

/**
 * The meters of a client in one registry. What happens often finds its meter without a lock, and
 * allocates nothing.
 */
final class ClientRegistry {
  private final Map<String, Timer> rpc = new ConcurrentHashMap<>();
  private final Counter losses;
  private final Counter reconnects;
  private final Counter gaps;
  private final Timer lag;

  // Guarded by this.
  private final BoundRegistry registry;
  private boolean removed;

  private ClientRegistry(BoundRegistry registry) {
    this.registry = registry;
    this.losses = registry.counter(only(ClientMeter.LOSSES));
    this.reconnects = registry.counter(only(ClientMeter.RECONNECTS));
    this.gaps = registry.counter(only(ClientMeter.GAPS));
    this.lag = registry.timer(only(ClientMeter.JOURNAL_LAG));
  }

  /** Registers the meters that are there from the start. */
  static ClientRegistry bind(
      MeterRegistry registry,
      MeterSettings settings,
      Supplier<Number> busySeconds,
      Supplier<Number> disconnected) {
    return new ClientRegistry(
        BoundRegistry.bind(
            registry,
            settings,
            bound -> {
              bound.seconds(only(ClientMeter.LOOP_BUSY), busySeconds);
              bound.gauge(only(ClientMeter.DISCONNECTED), disconnected);
              bound.counter(only(ClientMeter.LOSSES));
              bound.counter(only(ClientMeter.RECONNECTS));
              bound.counter(only(ClientMeter.GAPS));
              bound.timer(only(ClientMeter.JOURNAL_LAG));
            }));
  }

  private static Series only(ClientMeter meter) {
    return new Series(meter, List.of());
  }

  synchronized boolean isIn(MeterRegistry other) {
    return registry.isIn(other);
  }

  void answered(String service, long nanos) {
    Timer timer = rpc.get(service);
    if (timer == null) {
      firstAnswered(service, nanos);
    } else {
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void firstAnswered(String service, long nanos) {
    if (!removed) {
      Timer timer = registry.timer(new Series(ClientMeter.RPC, List.of(service)));
      rpc.put(service, timer);
      timer.record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  synchronized void failed(String service, Errno errno) {
    if (!removed) {
      List<String> tags = List.of(service, ErrnoLabel.of(errno));
      registry.counter(new Series(ClientMeter.ERRORS, tags)).increment();
    }
  }

  void lost() {
    losses.increment();
  }

  void reopened() {
    reconnects.increment();
  }

  void missing(int jobs) {
    gaps.increment(jobs);
  }

  void late(long nanos) {
    lag.record(nanos, TimeUnit.NANOSECONDS);
  }

  synchronized void removeAll() {
    removed = true;
    registry.removeAll();
  }
}
