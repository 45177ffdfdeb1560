package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.job.JobResult;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;

/** Collects the firings that have ended, as Quartz tells its listeners. */
final class Firings implements JobListener {
  record Ended(@Nullable Object result, @Nullable JobExecutionException error) {
    JobResult job() {
      if (error == null && result instanceof JobResult job) {
        return job;
      }
      throw new AssertionError("not a Flux job that completed: " + result, error);
    }

    FluxJobException failure() {
      if (error instanceof FluxJobException failure) {
        return failure;
      }
      throw new AssertionError("not a failed Flux job: " + error, error);
    }
  }

  private final LinkedBlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  Ended next() throws InterruptedException {
    return Objects.requireNonNull(
        ended.poll(20, TimeUnit.SECONDS), "no firing ended within 20 seconds");
  }

  /** Waits for a firing that must not be. */
  void awaitNone(Duration patience) {
    try {
      Ended wrong = ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (wrong != null) {
        ended.add(wrong); // for the test to stumble on
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isEmpty() {
    return ended.isEmpty();
  }

  @Override
  public String getName() {
    return "firings";
  }

  @Override
  public void jobToBeExecuted(JobExecutionContext context) {}

  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {}

  @Override
  public void jobWasExecuted(JobExecutionContext context, @Nullable JobExecutionException error) {
    ended.add(new Ended(context.getResult(), error));
  }
}
