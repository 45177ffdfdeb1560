package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunResult;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionException;

/**
 * A firing whose Flux job did not complete. The message says which job, why, with which exit code,
 * and what it last wrote to stderr.
 */
public final class FluxJobException extends JobExecutionException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable JobId jobId;
  private final transient RunResult result;

  private FluxJobException(
      String message, @Nullable Throwable cause, @Nullable JobId jobId, RunResult result) {
    super(message, cause);
    this.jobId = jobId;
    this.result = result;
  }

  static FluxJobException of(Run run, RunResult result) {
    JobId id = run.jobId().orElse(null);
    return switch (result) {
      case RunResult.Ended ended -> new FluxJobException(describe(ended), null, id, result);
      case RunResult.Refused refused ->
          new FluxJobException(
              "No Flux job was started: " + refused.error().getMessage(),
              refused.error(),
              id,
              result);
      case RunResult.Uncertain uncertain ->
          new FluxJobException(
              "Flux job "
                  + (id == null ? "of unknown id" : id)
                  + " may have run, and how it ended is not known: "
                  + uncertain.error().getMessage(),
              uncertain.error(),
              id,
              result);
      case RunResult.Recorded recorded ->
          new FluxJobException(describe(recorded), null, id, result);
      case RunResult.Abandoned abandoned ->
          new FluxJobException(
              "No Flux job was started: canceled: " + abandoned.reason(), null, id, result);
      case RunResult.Detached detached ->
          new FluxJobException(
              "The scheduler went; the Flux job goes on, and is left to the next scheduler",
              null,
              id,
              result);
    };
  }

  /** Elsewhere, as over Quartz's RMI, the message is what matters. */
  private Object writeReplace() {
    return new JobExecutionException(getMessage(), getCause());
  }

  private static String describe(RunResult.Recorded recorded) {
    String code =
        recorded.end().returnCode().isPresent()
            ? " (exit code " + recorded.end().returnCode().getAsInt() + ")"
            : "";
    return ("The run was over before: " + recorded.word() + code + " " + recorded.end().note())
        .strip();
  }

  private static String describe(RunResult.Ended ended) {
    JobResult job = ended.job();
    StringBuilder text = new StringBuilder("Flux job ").append(job.id()).append(' ');
    text.append(ended.word());
    job.exception()
        .ifPresent(
            cause -> {
              text.append(": exception ").append(cause.type());
              if (!cause.note().isEmpty()) {
                text.append(": ").append(cause.note());
              }
            });
    if (job.waitStatus().isPresent()) {
      text.append(" (exit code ").append(job.returnCode()).append(')');
    }
    if (!ended.stderrTail().isEmpty()) {
      text.append("; stderr ends with:\n").append(ended.stderrTail());
    }
    return text.toString();
  }

  /**
   * The Flux job.
   *
   * @return its id, if one was given
   */
  public Optional<JobId> jobId() {
    return Optional.ofNullable(jobId);
  }

  /**
   * How the run ended.
   *
   * @return the result
   */
  public RunResult result() {
    return result;
  }

  /**
   * The exit code, as {@link JobResult#returnCode}.
   *
   * @return the exit code, if the job ran
   */
  public OptionalInt exitCode() {
    return result instanceof RunResult.Ended ended && ended.job().waitStatus().isPresent()
        ? OptionalInt.of(ended.job().returnCode())
        : OptionalInt.empty();
  }

  /**
   * The exception that ended the job.
   *
   * @return the first exception of severity 0, if there was one
   */
  public Optional<JobExceptionEvent> jobException() {
    return result instanceof RunResult.Ended ended ? ended.job().exception() : Optional.empty();
  }

  /**
   * What the job last wrote to stderr.
   *
   * @return at most 4096 characters, empty if there is nothing
   */
  public String stderrTail() {
    return result instanceof RunResult.Ended ended ? ended.stderrTail() : "";
  }
}
