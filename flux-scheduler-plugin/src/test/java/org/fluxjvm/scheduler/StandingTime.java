package org.fluxjvm.scheduler;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A time that goes on when a test says so, and not before somebody waits for it. */
public final class StandingTime implements Timing {
  private final List<Wait> waits = new CopyOnWriteArrayList<>();
  private volatile Instant now;

  private record Wait(CompletableFuture<Void> end, Instant time) {
    boolean isOver(Instant then) {
      return !end.isDone() && !time.isAfter(then);
    }
  }

  public StandingTime(Instant start) {
    now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public CompletableFuture<Void> after(Duration pause) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    waits.add(new Wait(end, now.plus(pause)));
    return end;
  }

  /** Ends the waits that are over by then: at least one, which may have to be begun first. */
  public void advance(Duration step) {
    Instant then = now.plus(step);
    await().until(() -> waits.stream().anyMatch(wait -> wait.isOver(then)));
    now = then;
    waits.stream().filter(wait -> wait.isOver(then)).forEach(wait -> wait.end().complete(null));
  }

  /** Whether anybody waits for it to go on. */
  public boolean isAwaited() {
    return waits.stream().anyMatch(wait -> !wait.end().isDone());
  }
}
