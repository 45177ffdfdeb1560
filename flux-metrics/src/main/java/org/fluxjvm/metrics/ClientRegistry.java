package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Counter;
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

  ClientRegistry(BoundRegistry registry, Supplier<Number> busySeconds) {
    this.registry = registry;
    this.losses = registry.counter(new Series(ClientMeter.LOSSES, List.of()));
    this.reconnects = registry.counter(new Series(ClientMeter.RECONNECTS, List.of()));
    this.gaps = registry.counter(new Series(ClientMeter.GAPS, List.of()));
    this.lag = registry.timer(new Series(ClientMeter.JOURNAL_LAG, List.of()));
    registry.seconds(new Series(ClientMeter.LOOP_BUSY, List.of()), busySeconds);
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
