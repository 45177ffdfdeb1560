package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks Flux everything, again and again.
 *
 * <p>Starting and stopping are not safe for several threads at once.
 */
final class PollCycle {
  private static final System.Logger LOG = System.getLogger(PollCycle.class.getName());

  /** Is told how each poll has ended. */
  @FunctionalInterface
  interface Listener {
    void ended(
        PolledGroup group, @Nullable Readings readings, @Nullable Throwable failure, Duration took);
  }

  private final Rpc rpc;
  private final Duration limit;
  private final Clock clock;
  private final List<PolledGroup> groups;
  private final Listener listener;
  private @Nullable ScheduledExecutorService ownScheduler;
  private @Nullable Future<?> polling;

  PollCycle(Rpc rpc, Duration limit, Clock clock, List<PolledGroup> groups, Listener listener) {
    this.rpc = rpc;
    this.limit = limit;
    this.clock = clock;
    this.groups = groups;
    this.listener = listener;
  }

  /** Starts, once, on a scheduler or on a thread of its own. */
  void start(Duration interval, @Nullable ScheduledExecutorService scheduler) {
    if (polling == null) {
      polling =
          (scheduler == null ? ownScheduler() : scheduler)
              .scheduleWithFixedDelay(this::pollAll, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private ScheduledExecutorService ownScheduler() {
    ownScheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flux-instance-metrics").factory());
    return ownScheduler;
  }

  void stop() {
    if (polling != null) {
      polling.cancel(false);
    }
    if (ownScheduler != null) {
      ownScheduler.shutdownNow();
    }
  }

  /** What is thrown here would end the polling for good, and without a word. */
  private void pollAll() {
    try {
      var _ = poll();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A poll of Flux failed; the next one goes on", e);
    }
  }

  /** Asks all that is not being asked already. The future ends when all have answered or failed. */
  CompletableFuture<Void> poll() {
    return CompletableFuture.allOf(
        groups.stream()
            .filter(group -> !group.isPending())
            .map(this::poll)
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> poll(PolledGroup group) {
    long start = clock.monotonicTime();
    return group
        .ask(rpc, limit)
        .handleAsync(
            (readings, failure) -> {
              Duration took = Duration.ofNanos(clock.monotonicTime() - start);
              listener.ended(group, readings, failure, took);
              return null;
            },
            Thread::startVirtualThread);
  }
}
