package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.scheduler.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, with a pause after each time, until it is closed. */
final class Repeatedly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeatedly.class);

  private final String name;
  private final Timing timing;
  private final Duration pause;
  private final Runnable task;
  private final Object lock = new Object();
  private CompletableFuture<Void> timer = CompletableFuture.completedFuture(null);
  private boolean closed;

  private Repeatedly(String name, Timing timing, Duration pause, Runnable task) {
    this.name = name;
    this.timing = timing;
    this.pause = pause;
    this.task = task;
  }

  /** Starts; the first time is after the first pause. */
  static Repeatedly start(String name, Timing timing, Duration pause, Runnable task) {
    Repeatedly repeatedly = new Repeatedly(name, timing, pause, task);
    repeatedly.pause();
    return repeatedly;
  }

  private void pause() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      timer = timing.after(pause);
      CompletableFuture<?> _ =
          timer.thenRunAsync(this::once, once -> Thread.ofVirtual().name(name).start(once));
    }
  }

  private void once() {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: failed, is tried again in {}", name, pause, e);
    } finally {
      pause();
    }
  }

  /** Ends it; what is under way is not waited for. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      timer.cancel(false);
    }
  }
}
