package org.fluxjvm.executor;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fluxjvm.job.Following;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobListener;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;

/**
 * Runs jobs and returns futures of their exit codes, which complete in the background.
 *
 * <p>It is what {@code flux.job.FluxExecutor} is to Python. There is no poll interval: a submission
 * wakes the event loop, and nothing else does. A lost broker does not break it: submissions under
 * way fail as {@link org.fluxjvm.job.SubmitUnknownException}, jobs that Flux still holds are
 * followed on once the broker is back, and later submissions wait for it.
 *
 * <p>All methods are safe from any thread.
 */
public final class FluxExecutor implements AutoCloseable {
  private final List<Lane> lanes;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<JobFuture> unsettled = ConcurrentHashMap.newKeySet();
  private final CountDownLatch terminated = new CountDownLatch(1);

  private final Object lock = new Object();
  private boolean shutdown;
  private int inFlight;

  FluxExecutor(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  /**
   * Opens an executor on the enclosing instance, which {@code FLUX_URI} names, else the system
   * instance.
   *
   * @return an executor with its own handle
   * @throws org.fluxjvm.FluxException if there is no instance
   */
  public static FluxExecutor open() {
    return builder().open();
  }

  /**
   * Opens an executor with other than the default settings.
   *
   * @return a builder
   */
  public static FluxExecutorBuilder builder() {
    return new FluxExecutorBuilder();
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @return the job's future; a refusal is its failure
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture submit(Jobspec jobspec) {
    return submit(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job.
   *
   * @param jobspec what to run
   * @param options how to submit it
   * @return the job's future; a refusal is its failure
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture submit(Jobspec jobspec, SubmitOptions options) {
    return submit(jobspec.utf8(), options);
  }

  /**
   * Submits a job whose jobspec is JSON already. It is not checked here: what Flux says of it is
   * the future's failure, {@code EINVAL} or, from the validator, {@code EPERM}.
   *
   * @param jobspec a jobspec in JSON
   * @return the job's future
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture submit(String jobspec) {
    return submit(jobspec, SubmitOptions.DEFAULT);
  }

  /**
   * Submits a job whose jobspec is JSON already.
   *
   * @param jobspec a jobspec in JSON
   * @param options how to submit it
   * @return the job's future
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture submit(String jobspec, SubmitOptions options) {
    return submit(MemorySegment.ofArray(jobspec.getBytes(StandardCharsets.UTF_8)), options);
  }

  /**
   * Submits a job that is signed already, on behalf of whoever signed it: {@code pre_signed} in
   * Python.
   *
   * @param j the signed jobspec <em>J</em> (RFC 15)
   * @param options how to submit it
   * @return the job's future; a refusal is its failure
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture submitSigned(String j, SubmitOptions options) {
    return submit((follower, listener) -> follower.submitSigned(j, options, listener));
  }

  private FluxFuture submit(MemorySegment jobspec, SubmitOptions options) {
    return submit((follower, listener) -> follower.submit(jobspec, options, listener));
  }

  private FluxFuture submit(BiFunction<JobFollower, JobListener, Following> submission) {
    return track(
        lane ->
            JobFuture.submitted(
                lane, this::settled, listener -> submission.apply(lane.follower(), listener)));
  }

  /**
   * Makes a future of a job that was submitted by other means, and reads the job's event log for
   * it: {@link FluxExecutorBuilder#eventLogs} are read at a time, and the futures of those beyond
   * complete only after others have ended.
   *
   * @param id the job
   * @return its future; {@code ENOENT} is its failure if there is no such job, {@code EPERM} if it
   *     is someone else's
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  public FluxFuture attach(JobId id) {
    return track(lane -> JobFuture.attached(lane, this::settled, id));
  }

  private FluxFuture track(Function<Lane, JobFuture> start) {
    synchronized (lock) {
      if (shutdown) {
        throw new RejectedExecutionException("the executor is shut down and takes no more jobs");
      }
      inFlight++;
    }
    Lane lane = lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
    JobFuture future;
    try {
      future = start.apply(lane);
    } catch (RuntimeException | Error e) {
      countDown();
      throw e;
    }
    unsettled.add(future);
    if (future.isSettled()) {
      unsettled.remove(future);
    }
    return future;
  }

  private void settled(JobFuture future) {
    unsettled.remove(future);
    countDown();
  }

  private void countDown() {
    boolean last;
    synchronized (lock) {
      inFlight--;
      last = shutdown && inFlight == 0;
    }
    if (last) {
      terminate();
    }
  }

  /** Not on the event loop, which would wait for itself. */
  private void terminate() {
    Thread.ofVirtual()
        .name("flux-executor-end")
        .start(
            () -> {
              lanes.forEach(lane -> lane.closer().run());
              terminated.countDown();
            });
  }

  /**
   * Takes no more jobs. The handle is given back when all futures are done and their callbacks have
   * been told all events. May be called again.
   *
   * @param wait whether to wait for that; an interrupt ends the waiting and is kept
   * @param cancelFutures whether to cancel the futures of jobs that have not been sent to Flux yet,
   *     which are then never submitted; use {@link FluxFuture#cancel} for the others
   */
  public void shutdown(boolean wait, boolean cancelFutures) {
    boolean idle;
    synchronized (lock) {
      idle = !shutdown && inFlight == 0;
      shutdown = true;
    }
    if (cancelFutures) {
      unsettled.forEach(JobFuture::cancelUnsent);
    }
    if (idle) {
      terminate();
    }
    if (wait) {
      awaitTermination();
    }
  }

  private void awaitTermination() {
    try {
      terminated.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more jobs, and waits for all futures to be done: {@code shutdown(true, false)}. */
  @Override
  public void close() {
    shutdown(true, false);
  }
}
