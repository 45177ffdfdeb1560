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

  /**
   * How Flux is asked.
   *
   * @param rpc asks it
   * @param interval the time from one poll to the next
   * @param limit how long a poll may take
   * @param clock measures that
   * @param scheduler starts the polls; null for a thread of their own
   */
  record Settings(
      Rpc rpc,
      Duration interval,
      Duration limit,
      Clock clock,
      @Nullable ScheduledExecutorService scheduler) {}

  private final Settings settings;
  private final List<PolledGroup> groups;
  private final Listener listener;
  private @Nullable ScheduledExecutorService ownScheduler;
  private @Nullable Future<?> polling;

  PollCycle(Settings settings, List<PolledGroup> groups, Listener listener) {
    this.settings = settings;
    this.groups = groups;
    this.listener = listener;
  }

  /** Starts, once. */
  void start() {
    if (polling == null) {
      ScheduledExecutorService given = settings.scheduler();
      polling =
          (given == null ? ownScheduler() : given)
              .scheduleWithFixedDelay(
                  this::pollAll, 0, settings.interval().toNanos(), TimeUnit.NANOSECONDS);
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
    long start = settings.clock().monotonicTime();
    return group
        .ask(settings.rpc(), settings.limit())
        .<Void>handleAsync(
            (readings, failure) -> {
              Duration took = Duration.ofNanos(settings.clock().monotonicTime() - start);
              listener.ended(group, readings, failure, took);
              return null;
            },
            Thread::startVirtualThread)
        .exceptionally(
            e -> {
              LOG.log(System.Logger.Level.ERROR, group.topic() + ": its answer is not shown", e);
              return null;
            });
  }
}
