package org.fluxjvm.it.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Java jobs that do next to nothing, each a class for Quartz to make. */
final class FiringJobs {
  /** Counts the firings that have begun. */
  static volatile CountDownLatch begun = new CountDownLatch(0);

  private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

  private FiringJobs() {}

  /** Ends at once. */
  public static final class Short implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      begun.countDown();
    }
  }

  /** Ends after a second, and needs no processor for that. */
  public static final class Second implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
      begun.countDown();
    }
  }

  /** Never ends. */
  public static final class Endless implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      begun.countDown();
      NEVER.join();
    }
  }
}
