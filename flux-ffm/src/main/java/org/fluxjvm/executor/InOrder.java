package org.fluxjvm.executor;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks on an executor, one at a time and in order; those that it refuses, on a thread of
 * their own, since futures hang on them.
 */
final class InOrder implements Executor {
  private static final System.Logger LOG = System.getLogger(InOrder.class.getName());

  private final Executor executor;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>(2);
  private boolean running;

  InOrder(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The callback executor refuses callbacks, which get a thread of their own",
          e);
      Thread.ofVirtual().name("flux-refused-callbacks").start(this::drain);
    }
  }

  private void drain() {
    while (true) {
      Runnable task;
      synchronized (tasks) {
        task = tasks.poll();
        if (task == null) {
          running = false;
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "A callback of a Flux job threw", e);
      }
    }
  }
}
