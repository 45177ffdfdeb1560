package org.fluxjvm.it.quartz;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.scheduler.quartz.FluxJobException;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/** Takes down what Quartz tells the listeners of jobs. */
final class Recorder implements JobListener {
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> vetoed = new LinkedBlockingQueue<>();

  /**
   * A firing that has ended.
   *
   * @param job the name of its job
   * @param fireInstance which firing
   * @param refire which execution of it
   * @param result what the job gave
   * @param error what it threw
   */
  record Ended(
      String job,
      String fireInstance,
      int refire,
      @Nullable Object result,
      @Nullable JobExecutionException error) {
    FluxJobException failure() {
      if (error instanceof FluxJobException failure) {
        return failure;
      }
      throw new AssertionError("not a failed Flux job: " + this, error);
    }
  }

  /** The next firing that ends. */
  Ended ended() throws InterruptedException {
    return next(ended);
  }

  /** The job of the next firing that is vetoed. */
  String vetoed() throws InterruptedException {
    return next(vetoed);
  }

  boolean isEmpty() {
    return ended.isEmpty() && vetoed.isEmpty();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS), "told nothing in 20 seconds");
  }

  @Override
  public String getName() {
    return "recorder";
  }

  @Override
  public void jobToBeExecuted(JobExecutionContext context) {}

  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {
    vetoed.add(context.getJobDetail().getKey().getName());
  }

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException error) {
    ended.add(
        new Ended(
            context.getJobDetail().getKey().getName(),
            context.getFireInstanceId(),
            context.getRefireCount(),
            context.getResult(),
            error));
  }
}
