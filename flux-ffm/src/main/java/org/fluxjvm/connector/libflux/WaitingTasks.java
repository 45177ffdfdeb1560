package org.fluxjvm.connector.libflux;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.FluxException;

/** The tasks that wait for a lost broker to come back, in order; used on the event loop only. */
final class WaitingTasks {
  private record Waiting(LoopTask task, long sinceNanos) {}

  private final ArrayDeque<Waiting> tasks = new ArrayDeque<>();
  private final BrokerErrors errors;
  private final long limitNanos;

  WaitingTasks(BrokerErrors errors) {
    this.errors = errors;
    this.limitNanos = TimeUnit.NANOSECONDS.convert(errors.reconnectLimit());
  }

  /** How long each may wait. */
  long limitNanos() {
    return limitNanos;
  }

  void add(LoopTask task) {
    tasks.add(new Waiting(task, System.nanoTime()));
  }

  /** Runs what waits now; a task that finds the broker gone again is added anew. */
  void runAll(Connection connection) {
    for (int left = tasks.size(); left > 0; left--) {
      tasks.removeFirst().task().run(connection);
    }
  }

  /** Fails the tasks that have waited longer than the limit. */
  void failOverdue() {
    while (!tasks.isEmpty() && untilOverdueNanos() <= 0) {
      tasks.removeFirst().task().fail(errors.unreachable());
    }
  }

  /** How long until the first task has waited longer than the limit; without end if none waits. */
  long untilOverdueNanos() {
    Waiting first = tasks.peek();
    return first == null ? Long.MAX_VALUE : limitNanos - (System.nanoTime() - first.sinceNanos());
  }

  void failAll(FluxException reason) {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().task().fail(reason);
    }
  }
}
