package org.fluxjvm.scheduler.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;

/** The threads of the firings, which tell when the last of them has ended and is stored. */
final class FiringPool extends FluxThreadPool {
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile Runnable whenIdle = () -> {};

  /** Calls back whenever no firing is under way any more, on the thread of the last one. */
  void whenIdle(Runnable call) {
    whenIdle = call;
  }

  @Override
  public boolean runInThread(Runnable firing) {
    underWay.incrementAndGet();
    boolean runs = super.runInThread(() -> run(firing));
    if (!runs) {
      underWay.decrementAndGet();
    }
    return runs;
  }

  private void run(Runnable firing) {
    try {
      firing.run();
    } finally {
      if (underWay.decrementAndGet() == 0) {
        whenIdle.run();
      }
    }
  }
}
