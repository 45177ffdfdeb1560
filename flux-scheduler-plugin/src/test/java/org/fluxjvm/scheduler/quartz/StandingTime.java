package org.fluxjvm.scheduler.quartz;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxjvm.scheduler.Timing;

/** A time that goes on when a test says so, and not before somebody waits for it. */
final class StandingTime implements Timing {
  private final Map<CompletableFuture<Void>, Instant> waits = new ConcurrentHashMap<>();
  private volatile Instant now;

  StandingTime(Instant start) {
    now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public CompletableFuture<Void> after(Duration pause) {
    CompletableFuture<Void> wait = new CompletableFuture<>();
    waits.put(wait, now.plus(pause));
    return wait;
  }

  /** Ends the waits that are over by then: at least one, which may have to be begun first. */
  void advance(Duration step) {
    Instant then = now.plus(step);
    await().until(() -> waits.entrySet().stream().anyMatch(wait -> isOver(wait, then)));
    now = then;
    waits.entrySet().stream()
        .filter(wait -> isOver(wait, then))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(
            wait -> {
              waits.remove(wait);
              wait.complete(null);
            });
  }

  /** Whether anybody waits for it to go on. */
  boolean isAwaited() {
    return waits.keySet().stream().anyMatch(wait -> !wait.isDone());
  }

  private static boolean isOver(Map.Entry<CompletableFuture<Void>, Instant> wait, Instant time) {
    return !wait.getKey().isDone() && !wait.getValue().isAfter(time);
  }
}
