package org.fluxjvm.connector.libflux;

import java.time.Duration;
import java.util.ArrayDeque;
import org.fluxjvm.FluxException;

/** The tasks that wait for a lost broker to come back, in order; used on the event loop only. */
final class WaitingTasks {
  private record Waiting(LoopTask task, long sinceNanos) {}

  private final ArrayDeque<Waiting> tasks = new ArrayDeque<>();

  void add(LoopTask task) {
    tasks.add(new Waiting(task, System.nanoTime()));
  }

  /** Runs what waits now; a task that finds the broker gone again is added anew. */
  void runAll(Connection connection) {
    for (int left = tasks.size(); left > 0; left--) {
      tasks.removeFirst().task().run(connection);
    }
  }

  void failAfter(Duration limit, FluxException reason) {
    while (!tasks.isEmpty() && System.nanoTime() - tasks.peek().sinceNanos() > limit.toNanos()) {
      tasks.removeFirst().task().fail(reason);
    }
  }

  void failAll(FluxException reason) {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().task().fail(reason);
    }
  }
}
