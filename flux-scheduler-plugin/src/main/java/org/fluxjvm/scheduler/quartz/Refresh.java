package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.scheduler.Timing;
import org.jspecify.annotations.Nullable;

/** Does something at once, then again and again, and soon after it was asked for. */
final class Refresh implements AutoCloseable {
  /** What many ask for at once is done once. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final String name;
  private final Timing timing;
  private final Duration pause;
  private final Runnable task;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable Repeatedly repeatedly;
  private boolean closed;

  Refresh(String name, Timing timing, Duration pause, Runnable task) {
    this.name = name;
    this.timing = timing;
    this.pause = pause;
    this.task = task;
  }

  /** Begins. */
  synchronized void start() {
    if (!closed && repeatedly == null) {
      repeatedly = Repeatedly.start(name, timing, pause, task);
      onThread(task);
    }
  }

  /** Does it soon, if it has begun. */
  synchronized void soon() {
    if (!closed && repeatedly != null && asked.compareAndSet(false, true)) {
      CompletableFuture<?> _ = timing.after(SOON).thenRunAsync(this::now, this::onThread);
    }
  }

  private void now() {
    asked.set(false);
    if (!isClosed()) {
      task.run();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void onThread(Runnable work) {
    Thread.ofVirtual().name(name).start(work);
  }

  /** Ends it; what is under way is not waited for. */
  @Override
  public synchronized void close() {
    closed = true;
    if (repeatedly != null) {
      repeatedly.close();
    }
  }
}
