package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.ResultFold;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitUnknownException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs firings as Flux jobs: submits, follows the event log, cancels, and says how they ended. */
public final class RunExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  private final Jobs jobs;
  private final InstantSource clock;
  private final StderrTail stderrTail;
  private final List<RunListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<Run> active = ConcurrentHashMap.newKeySet();

  /**
   * Makes an executor.
   *
   * @param flux the instance to run on; it is not closed by the executor
   * @param clock tells when runs begin
   */
  public RunExecutor(Flux flux, InstantSource clock) {
    this.jobs = flux.jobs();
    this.clock = clock;
    this.stderrTail = new StderrTail(jobs);
  }

  /**
   * Adds a listener for all runs that begin from now on.
   *
   * @param listener is told what happens to them
   */
  public void addListener(RunListener listener) {
    listeners.add(listener);
  }

  /**
   * Submits the job of a firing and follows it.
   *
   * @param key the firing
   * @param jobspec what to run
   * @param urgency 0 to 31
   * @return the run, whose result completes when the job has ended
   */
  public Run run(RunKey key, Jobspec jobspec, int urgency) {
    Jobspec marked = jobspec.toBuilder().setAttribute("user.fluxjvm.run", key.toString()).build();
    Run run = new Run(key, marked, clock.instant());
    active.add(run);
    tell(listener -> listener.onStarted(run));
    long sent = System.nanoTime();
    CompletableFuture<JobId> submission =
        jobs.submitAsync(marked, SubmitOptions.DEFAULT.urgency(urgency));
    afterwards(run, submission, (id, error) -> submitted(run, id, error, System.nanoTime() - sent));
    return run;
  }

  private void submitted(Run run, JobId id, @Nullable Throwable error, long nanos) {
    Duration latency = Duration.ofNanos(nanos);
    if (error != null) {
      FluxException failure = failure(error);
      run.refused(failure);
      tell(listener -> listener.onSubmitted(run, latency));
      finish(
          run,
          failure instanceof SubmitUnknownException
              ? new RunResult.Uncertain(Optional.empty(), failure)
              : new RunResult.Refused(failure));
      return;
    }
    Optional<String> cancelReason = run.accepted(id);
    tell(listener -> listener.onSubmitted(run, latency));
    cancelReason.ifPresent(reason -> cancel(id, reason));
    follow(run, id);
  }

  private void follow(Run run, JobId id) {
    ResultFold fold = new ResultFold(id);
    afterwards(
        run,
        jobs.eventWatch(id).forEachAsync(event -> advance(run, fold, event)),
        (end, error) -> {
          if (error == null) {
            ended(run, fold.result());
          } else {
            finish(run, new RunResult.Uncertain(Optional.of(id), failure(error)));
          }
        });
  }

  private void advance(Run run, ResultFold fold, JobEvent event) {
    fold.accept(event);
    run.reach(run.state().after(event));
    tell(listener -> listener.onEvent(run, event));
  }

  private void ended(Run run, JobResult result) {
    CompletableFuture<String> tail =
        result.isSuccess() || result.started().isEmpty()
            ? CompletableFuture.completedFuture("")
            : stderrTail.of(result.id());
    afterwards(
        run,
        tail,
        (text, error) -> finish(run, new RunResult.Ended(result, error == null ? text : "")));
  }

  private void finish(Run run, RunResult result) {
    active.remove(run);
    tell(listener -> listener.onFinished(run, result));
    run.finish(result);
  }

  /**
   * Cancels the job of a run, also if it has no id yet.
   *
   * @param run the run
   * @param reason why, for the note of the exception
   */
  public void cancel(Run run, String reason) {
    run.cancel(reason).ifPresent(id -> cancel(id, reason));
  }

  private void cancel(JobId id, String reason) {
    CompletableFuture<?> _ =
        jobs.cancelAsync(id, reason)
            .exceptionally(
                error -> {
                  if (failure(error).errno() != Errno.ENOENT) { // it is not over already
                    LOG.warn("Job {} could not be cancelled", id, error);
                  }
                  return null;
                });
  }

  /**
   * The runs that have not ended.
   *
   * @return a snapshot
   */
  public Collection<Run> active() {
    return List.copyOf(active);
  }

  /**
   * Waits for the runs under way to end.
   *
   * @param limit how long to wait
   * @return true if none is left
   */
  public boolean drain(Duration limit) {
    List<CompletableFuture<RunResult>> ends = new ArrayList<>();
    active.forEach(run -> ends.add(run.result()));
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
          .join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return false;
      }
      throw e;
    }
  }

  /** A defect in the step itself ends the run too: somebody waits for it. */
  private <T> void afterwards(
      Run run, CompletableFuture<T> future, BiConsumer<? super T, @Nullable Throwable> step) {
    CompletableFuture<?> _ =
        future
            .handle(
                (value, error) -> {
                  step.accept(value, error);
                  return null;
                })
            .exceptionally(
                defect -> {
                  LOG.error("Run {} cannot be followed", run, defect);
                  finish(run, new RunResult.Uncertain(run.jobId(), failure(defect)));
                  return null;
                });
  }

  private void tell(Consumer<RunListener> message) {
    for (RunListener listener : listeners) {
      try {
        message.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("A run listener failed", e);
      }
    }
  }

  private static FluxException failure(Throwable error) {
    Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
    return cause instanceof FluxException flux
        ? flux
        : new FluxException(Errno.EPROTO, "run", String.valueOf(cause));
  }
}
