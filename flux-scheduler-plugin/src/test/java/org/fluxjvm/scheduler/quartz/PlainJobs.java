package org.fluxjvm.scheduler.quartz;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** Jobs that are not on Flux. */
final class PlainJobs {
  private PlainJobs() {}

  public static final class Quick implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }

  public static final class Failing implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      throw new IllegalStateException("on purpose by a test");
    }
  }

  public static final class Refiring implements Job {
    static final AtomicInteger REST = new AtomicInteger();

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      if (REST.getAndDecrement() > 1) {
        throw new JobExecutionException(true);
      }
    }
  }

  public static class Gated implements Job {
    static volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new JobExecutionException(e);
      }
    }
  }

  @DisallowConcurrentExecution
  public static final class Alone extends Gated {}
}
