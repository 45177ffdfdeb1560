package org.fluxjvm.connector.embedded;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.connector.ClientObserver;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which the services of an instance run, so that their state needs no locks.
 *
 * <p>A task given after the end is dropped: by then all who waited were told so.
 */
final class EventLoop {
  private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

  private static final long END_SECONDS = 10;

  private final ScheduledThreadPoolExecutor executor;
  private final List<ClientObserver> observers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Thread thread;

  EventLoop(String name) {
    executor = new ScheduledThreadPoolExecutor(1, task -> started(task, name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRejectedExecutionHandler((task, pool) -> {});
  }

  private Thread started(Runnable task, String name) {
    Thread started = Thread.ofPlatform().name("flux-" + name).daemon().unstarted(task);
    thread = started;
    return started;
  }

  /** Has an observer told of the loop's work; the result ends that. */
  Runnable observe(ClientObserver observer) {
    if (ClientObserver.NONE.equals(observer)) {
      return () -> {};
    }
    observers.add(observer);
    return () -> observers.remove(observer);
  }

  void execute(Runnable task) {
    executor.execute(() -> guarded(task));
  }

  /** Runs a task later; the result takes it back. */
  Runnable schedule(Duration delay, Runnable task) {
    try {
      var timer = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> timer.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Runs a task and waits for it, unless that would wait for this very thread. */
  void executeAndWait(Runnable task) {
    if (isCurrent()) {
      guarded(task);
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    executor.execute(
        () -> {
          try {
            guarded(task);
          } finally {
            done.countDown();
          }
        });
    try {
      if (!done.await(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The event loop of an embedded Flux instance is blocked: a response handler must not");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after the tasks that are queued now; timers are dropped. */
  void stop() {
    executor.shutdown();
  }

  private void guarded(Runnable task) {
    if (observers.isEmpty()) {
      run(task);
      return;
    }
    long start = System.nanoTime();
    run(task);
    long nanos = System.nanoTime() - start;
    observers.forEach(observer -> observer.onLoopWork(nanos));
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) { // which the executor would keep to itself
      LOG.log(System.Logger.Level.ERROR, "A task of the embedded Flux instance failed", e);
    }
  }
}
