package org.fluxjvm.connector.libflux;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/** What other threads have queued for an event loop, in order. */
final class TaskQueue {
  private final ConcurrentLinkedQueue<LoopTask> tasks = new ConcurrentLinkedQueue<>();
  private boolean failing;

  void add(LoopTask task) {
    tasks.add(task);
  }

  @Nullable LoopTask poll() {
    return tasks.poll();
  }

  /** Several callers may come here after the end; a call and its cancellation stay in order. */
  synchronized void failAll(FluxException reason) {
    if (failing) {
      return; // within a task that failed, and queued another: the loop below goes on to that
    }
    failing = true;
    try {
      for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
        task.fail(reason);
      }
    } finally {
      failing = false;
    }
  }
}
