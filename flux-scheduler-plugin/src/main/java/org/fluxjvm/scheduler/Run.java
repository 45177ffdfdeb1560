package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.metrics.QueueLabel;
import org.jspecify.annotations.Nullable;

/** One firing on its way through Flux. */
public final class Run {
  private final RunRequest request;
  private final Instant started;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final CompletableFuture<Void> detached = new CompletableFuture<>();
  private final CompletableFuture<String> cancelled = new CompletableFuture<>();
  private volatile @Nullable JobId id;
  private volatile @Nullable FluxException refusal;
  private volatile JobState state = JobState.NEW;
  private volatile Attempt attempt = Attempt.FIRST;
  private volatile String waiting = "";
  private volatile long epoch;
  private volatile @Nullable Watch watch;
  private int told;

  Run(RunRequest request, Instant started) {
    this.request = request;
    this.started = started;
  }

  /**
   * The firing that this is.
   *
   * @return its key
   */
  public RunKey key() {
    return request.key();
  }

  /**
   * What was asked for.
   *
   * @return the request
   */
  public RunRequest request() {
    return request;
  }

  /**
   * What is run.
   *
   * @return the jobspec; that of the Flux job tells in {@code attributes.user.fluxjvm} whose it is
   */
  public Jobspec jobspec() {
    return request.jobspec();
  }

  /**
   * The queue that the job was submitted to.
   *
   * @return a queue's name, {@link QueueLabel#ANONYMOUS} where the jobspec names none
   */
  public String queue() {
    return jobspec().queue().orElse(QueueLabel.ANONYMOUS);
  }

  /**
   * When the scheduler began this run.
   *
   * @return a time by the scheduler's clock
   */
  public Instant started() {
    return started;
  }

  /**
   * The job of the latest submission.
   *
   * @return its id, once Flux has given one
   */
  public Optional<JobId> jobId() {
    return Optional.ofNullable(id);
  }

  /**
   * Why the run has no job id.
   *
   * @return the error that answered the submission, if one did
   */
  public Optional<FluxException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * The state that the job has reached.
   *
   * @return the last state that its event log told of
   */
  public JobState state() {
    return state;
  }

  /**
   * Which submission is under way.
   *
   * @return the try, and the submission within it
   */
  public Attempt attempt() {
    return attempt;
  }

  /**
   * Why nothing happens just now, where that is not Flux's decision: a limit, the rest between two
   * tries, or Flux or the ledger out of reach.
   *
   * @return the reason in words; empty if there is none
   */
  public String waiting() {
    return waiting;
  }

  /**
   * How the run ends.
   *
   * @return a future that only this run completes, and never exceptionally
   */
  public CompletableFuture<RunResult> result() {
    return result.copy();
  }

  /** Takes over where the ledger says that the run is. */
  void at(RunRecord now) {
    epoch = now.epoch();
    if (!attempt.equals(now.attempt())) {
      attempt = now.attempt();
      state = JobState.NEW;
      id = null;
      told = 0;
    }
  }

  /** Whether somebody else has claimed the run since it was claimed here. */
  boolean isStale(RunRecord now) {
    return epoch > 0 && now.epoch() != epoch;
  }

  void waitFor(String reason) {
    waiting = reason;
  }

  void waitForNothing() {
    waiting = "";
  }

  void accepted(JobId jobId) {
    id = jobId;
    refusal = null;
  }

  void refused(FluxException error) {
    refusal = error;
  }

  /** How many events of the job were told of already. */
  int told() {
    return told;
  }

  void tell(JobEvent event) {
    told++;
    state = state.after(event);
  }

  /** Why the run is to be cancelled, if somebody said so here or in the ledger. */
  Optional<String> cancelReason(RunRecord now) {
    return cancelled.isDone() ? Optional.of(cancelled.join()) : now.cancelReason();
  }

  /** Completes with the reason when the run is cancelled. */
  CompletableFuture<String> cancelled() {
    return cancelled;
  }

  void cancel(String reason) {
    cancelled.complete(reason);
  }

  /** Completes when the scheduler leaves the run to the next one. */
  CompletableFuture<Void> detached() {
    return detached;
  }

  void detach() {
    detached.complete(null);
    watch().ifPresent(Watch::close);
  }

  /** What hears of the job of the latest submission. */
  Optional<Watch> watch() {
    return Optional.ofNullable(watch);
  }

  /** There is one at a time, which ends with the run, or when the scheduler leaves it. */
  void watch(Watch next) {
    watch().ifPresent(Watch::close);
    watch = next;
    if (detached.isDone()) {
      next.close();
    }
  }

  void finish(RunResult end) {
    watch().ifPresent(Watch::close);
    result.complete(end);
  }

  @Override
  public String toString() {
    return key() + jobId().map(job -> " " + job).orElse("");
  }
}
