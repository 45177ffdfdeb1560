package org.fluxjvm.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a job ended, as its event log tells (RFC 21).
 *
 * @param id the job
 * @param outcome completed, failed, canceled or timeout
 * @param waitStatus the {@code wait(2)} status of the {@code finish} event: the greatest of all job
 *     shells; empty if the job never started
 * @param exception the first exception of severity 0, which is the cause, whatever came after
 * @param submitted when it was submitted
 * @param allocated when it was given resources
 * @param started when its shells were started
 * @param finished when the last shell had ended
 */
public record JobResult(
    JobId id,
    Outcome outcome,
    OptionalInt waitStatus,
    Optional<JobExceptionEvent> exception,
    Optional<Instant> submitted,
    Optional<Instant> allocated,
    Optional<Instant> started,
    Optional<Instant> finished) {

  /** The results that Flux tells apart: {@code flux_job_result_t}. */
  public enum Outcome {
    /** It ran and all tasks ended with exit code 0. */
    COMPLETED,
    /** A task failed, or an exception other than the ones below was raised. */
    FAILED,
    /** Someone cancelled it. */
    CANCELED,
    /** It ran into its time limit. */
    TIMEOUT
  }

  /**
   * Whether it ran and all its tasks ended with exit code 0.
   *
   * @return true if {@link #outcome} is {@code COMPLETED}
   */
  public boolean isSuccess() {
    return outcome == Outcome.COMPLETED;
  }

  /**
   * The exit code as a shell would give it, as Flux's {@code returncode}.
   *
   * @return the greatest exit code of its tasks; minus the signal that killed a job shell; without
   *     a wait status -128 if canceled, else 1
   */
  public int returnCode() {
    if (waitStatus.isEmpty()) {
      return outcome == Outcome.CANCELED ? -128 : 1;
    }
    int status = waitStatus.getAsInt();
    int signal = status & 0x7f;
    return signal != 0 ? -signal : (status >> 8) & 0xff;
  }
}
