package org.fluxjvm.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.job.JobResult.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads a job's event log from its first to its last event, and says how the job ended. */
public final class ResultFold {
  private final JobId id;
  private @Nullable JobExceptionEvent cause;
  private @Nullable Instant submitted;
  private @Nullable Instant allocated;
  private @Nullable Instant started;
  private @Nullable Instant finished;
  private int status = -1;

  /**
   * Starts with no event read.
   *
   * @param id the job
   */
  public ResultFold(JobId id) {
    this.id = id;
  }

  /**
   * Reads the next event.
   *
   * @param event an event of the job's own log
   */
  public void accept(JobEvent event) {
    switch (event.name()) {
      case "submit" -> submitted = event.time();
      case "alloc" -> allocated = event.time();
      case "start" -> started = event.time();
      case "finish" -> {
        finished = event.time();
        status = event.context().path("status").asInt(0);
      }
      case "exception" -> {
        JobExceptionEvent exception = JobExceptionEvent.of(event);
        if (exception.severity() == 0 && cause == null) {
          cause = exception;
        }
      }
      default -> {}
    }
  }

  /**
   * How the job ended.
   *
   * @return the result, meaningful once the log has ended
   */
  public JobResult result() {
    return new JobResult(
        id,
        outcome(),
        status < 0 ? OptionalInt.empty() : OptionalInt.of(status),
        Optional.ofNullable(cause),
        Optional.ofNullable(submitted),
        Optional.ofNullable(allocated),
        Optional.ofNullable(started),
        Optional.ofNullable(finished));
  }

  private Outcome outcome() {
    if (cause == null) {
      return status == 0 ? Outcome.COMPLETED : Outcome.FAILED;
    }
    return switch (cause.type()) {
      case "cancel" -> Outcome.CANCELED;
      case "timeout" -> Outcome.TIMEOUT;
      default -> Outcome.FAILED;
    };
  }
}
