package org.fluxjvm.scheduler.quartz;

import java.util.concurrent.Semaphore;
import org.quartz.SchedulerConfigException;
import org.quartz.spi.ThreadPool;

/**
 * A thread pool that is as wide as Flux is: one virtual thread waits for each firing, and Flux does
 * the queueing.
 *
 * <p>Set in a scheduler's properties:
 *
 * <pre>
 * org.quartz.threadPool.class = org.fluxjvm.scheduler.quartz.FluxThreadPool
 * org.quartz.threadPool.maxInFlight = 10000
 * </pre>
 *
 * <p>The bound keeps Quartz from acquiring triggers without end. A narrow pool would make firings
 * that wait for it misfire.
 */
public class FluxThreadPool implements ThreadPool {
  private static final System.Logger LOG = System.getLogger(FluxThreadPool.class.getName());

  private int maxInFlight = 10_000;
  private String instanceName = "Quartz";
  private Semaphore slots = new Semaphore(maxInFlight);

  /** Firings that no processor has got to yet; Quartz takes longer for each that is under way. */
  private final Semaphore starting = new Semaphore(Runtime.getRuntime().availableProcessors());

  private volatile boolean shutdown;

  /** Called by Quartz. */
  public FluxThreadPool() {}

  /**
   * Sets how many firings may be under way at once: {@code org.quartz.threadPool.maxInFlight}.
   *
   * @param count at least 1; 10,000 by default
   */
  public void setMaxInFlight(int count) {
    maxInFlight = count;
  }

  /**
   * The same as {@link #setMaxInFlight}, by the name that Quartz's own pools have for it: {@code
   * org.quartz.threadPool.threadCount}.
   *
   * @param count at least 1
   */
  public void setThreadCount(int count) {
    maxInFlight = count;
  }

  @Override
  public void initialize() throws SchedulerConfigException {
    if (maxInFlight < 1) {
      throw new SchedulerConfigException(
          "org.quartz.threadPool.maxInFlight must be at least 1, not " + maxInFlight);
    }
    slots = new Semaphore(maxInFlight);
  }

  /**
   * Runs a firing on a virtual thread. After shutdown too: Quartz does not wait for the thread that
   * fires, which puts all triggers of a refused job into ERROR.
   *
   * @param runnable the firing
   * @return true, unless there is nothing to run
   */
  @Override
  public boolean runInThread(Runnable runnable) {
    if (runnable == null) {
      return false;
    }
    if (shutdown) {
      onThread(runnable);
      return true;
    }
    slots.acquireUninterruptibly(); // Quartz has seen a free slot, and is the only one to take it
    starting.acquireUninterruptibly();
    onThread(
        () -> {
          starting.release();
          try {
            runnable.run();
          } finally {
            slots.release();
          }
        });
    return true;
  }

  private void onThread(Runnable firing) {
    Thread.ofVirtual().name(instanceName + "-flux-firing").start(() -> run(firing));
  }

  /** A store that is shut down refuses the completion of a firing that goes on after it. */
  private static void run(Runnable firing) {
    try {
      firing.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The end of a firing was not taken by its job store", e);
    }
  }

  /**
   * Waits for a free slot.
   *
   * @return the free slots, at least 1, so that Quartz neither spins nor hangs when interrupted
   */
  @Override
  public int blockForAvailableThreads() {
    try {
      slots.acquire();
      slots.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
    return Math.max(1, slots.availablePermits());
  }

  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    shutdown = true;
    if (waitForJobsToComplete) {
      slots.acquireUninterruptibly(maxInFlight);
      slots.release(maxInFlight);
    }
  }

  @Override
  public int getPoolSize() {
    return maxInFlight;
  }

  /**
   * How many firings are under way.
   *
   * @return slots in use
   */
  public int inFlight() {
    return maxInFlight - slots.availablePermits();
  }

  @Override
  public void setInstanceId(String schedInstId) {}

  @Override
  public void setInstanceName(String schedName) {
    instanceName = schedName;
  }
}
