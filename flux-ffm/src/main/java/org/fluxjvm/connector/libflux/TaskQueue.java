package org.fluxjvm.connector.libflux;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/** What other threads have queued for an event loop, in order. */
final class TaskQueue {
  private final ConcurrentLinkedQueue<LoopTask> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failing = new AtomicInteger();

  void add(LoopTask task) {
    tasks.add(task);
  }

  @Nullable LoopTask poll() {
    return tasks.poll();
  }

  /**
   * Several callers may come here after the end. One of them fails what all have queued, so that a
   * call and its cancellation stay in order; the others do not wait for it, since what fails runs
   * handlers, which may wait for what they hold.
   */
  void failAll(FluxException reason) {
    if (failing.getAndIncrement() > 0) {
      return; // as is a task that failed, and queued another
    }
    int seen = 1;
    while (seen > 0) {
      for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
        task.fail(reason);
      }
      seen = failing.addAndGet(-seen);
    }
  }
}
