package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.metrics.QueueLabel;
import org.jspecify.annotations.Nullable;

/** One firing on its way through Flux. */
public final class Run {
  private final RunKey key;
  private final Jobspec jobspec;
  private final Instant started;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private volatile @Nullable JobId id;
  private volatile @Nullable FluxException refusal;
  private volatile JobState state = JobState.NEW;
  private @Nullable String cancelReason;

  Run(RunKey key, Jobspec jobspec, Instant started) {
    this.key = key;
    this.jobspec = jobspec;
    this.started = started;
  }

  /**
   * The firing that this is.
   *
   * @return its key
   */
  public RunKey key() {
    return key;
  }

  /**
   * What is run.
   *
   * @return the jobspec, with the key in {@code attributes.user.fluxjvm.run}
   */
  public Jobspec jobspec() {
    return jobspec;
  }

  /**
   * The queue that the job was submitted to.
   *
   * @return a queue's name, {@link QueueLabel#ANONYMOUS} where the jobspec names none
   */
  public String queue() {
    return jobspec.queue().orElse(QueueLabel.ANONYMOUS);
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
   * The job.
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
   * How the run ends.
   *
   * @return a future that only this run completes, and never exceptionally
   */
  public CompletableFuture<RunResult> result() {
    return result.copy();
  }

  void reach(JobState next) {
    state = next;
  }

  void refused(FluxException error) {
    refusal = error;
  }

  void finish(RunResult end) {
    result.complete(end);
  }

  /** Notes that the job is to be cancelled; gives its id if it has one already. */
  synchronized Optional<JobId> cancel(String reason) {
    if (cancelReason == null) {
      cancelReason = reason;
    }
    return Optional.ofNullable(id);
  }

  /** Takes the id; gives the reason if the job was cancelled before it had one. */
  synchronized Optional<String> accepted(JobId jobId) {
    id = jobId;
    return Optional.ofNullable(cancelReason);
  }

  @Override
  public String toString() {
    return key + jobId().map(job -> " " + job).orElse("");
  }
}
