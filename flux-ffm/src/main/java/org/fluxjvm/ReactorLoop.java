package org.fluxjvm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.fluxjvm.connector.libflux.Wakeup;
import org.jspecify.annotations.Nullable;

/**
 * What a reactor does while it waits: it runs callbacks, until something holds.
 *
 * <p>Used on the reactor's thread, but for {@link #post}, {@link #stop} and the counting of what is
 * waited for.
 */
final class ReactorLoop {
  private static final System.Logger LOG = System.getLogger(FluxReactor.class.getName());

  private final Wakeup wakeup;
  private final ReactorTimers timers;
  private final ReactorDescriptors descriptors;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outside = new AtomicInteger();
  private boolean closed;
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  ReactorLoop(Wakeup wakeup, ReactorTimers timers, ReactorDescriptors descriptors) {
    this.wakeup = wakeup;
    this.timers = timers;
    this.descriptors = descriptors;
  }

  /** Runs until it is stopped, or nothing is left to wait for. */
  void run() {
    while (!stopped && !closed && active() > 0) {
      throwIfInterrupted("run");
      step(Long.MAX_VALUE, () -> !stopped && !closed);
    }
    stopped = false; // not before: another thread may have stopped this run by then
    RuntimeException reason = failure;
    failure = null;
    if (reason != null) {
      throw reason;
    }
  }

  void stop() {
    stopped = true;
    wakeup.wake();
  }

  void stop(RuntimeException reason) {
    failure = reason;
    stop();
  }

  /** Calls nobody back any more; what waits in a callback further up ends. */
  void close() {
    closed = true;
  }

  void post(Runnable task) {
    tasks.add(task);
    wakeup.wake();
  }

  <T> T await(CompletableFuture<T> future) {
    if (!future.isDone()) {
      var _ = future.whenComplete((result, error) -> wakeup.wake());
    }
    while (!future.isDone()) {
      throwIfInterrupted("await");
      if (closed) {
        throw new FluxException(Errno.ECANCELED, "FluxReactor.await", "the reactor was closed");
      }
      step(Long.MAX_VALUE, () -> !closed);
    }
    return future.join();
  }

  /** Waits for a condition that responses bring about; the caller sees to an interrupt. */
  long pump(BooleanSupplier condition, long nanos) {
    long start = System.nanoTime();
    long left = nanos;
    while (left > 0 && !closed && !condition.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        return left;
      }
      step(left, () -> !closed);
      left = nanos - (System.nanoTime() - start);
    }
    return Math.max(left, 0);
  }

  /** There is one more call or signal to wait for. */
  void begun() {
    outside.incrementAndGet();
  }

  /** There is one less. */
  void ended() {
    outside.decrementAndGet();
    wakeup.wake();
  }

  void wake() {
    wakeup.wake();
  }

  /** How many things there are to wait for. */
  int active() {
    return outside.get() + timers.size() + descriptors.size() + tasks.size();
  }

  private static void throwIfInterrupted(String operation) {
    if (Thread.currentThread().isInterrupted()) {
      throw new FluxException(Errno.EINTR, "FluxReactor." + operation, "interrupted while waiting");
    }
  }

  /** Waits for the next thing to happen, but not longer than this, and calls back. */
  private void step(long nanos, BooleanSupplier goesOn) {
    long wait = tasks.isEmpty() ? timers.untilNext(nanos) : 0;
    ReactorDescriptors.Ready ready = descriptors.await(wakeup.fd(), wait);
    wakeup.acknowledge();
    runTasks(goesOn);
    timers.runDue(goesOn);
    ready.tell(goesOn);
  }

  private void runTasks(BooleanSupplier goesOn) {
    for (int left = tasks.size(); left > 0 && goesOn.getAsBoolean(); left--) {
      Runnable task = tasks.poll();
      if (task == null) {
        return; // a callback that waited has run it
      }
      call(task);
    }
  }

  /** What a callback throws stops nothing. */
  static void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A callback of a reactor threw", e);
    }
  }
}
