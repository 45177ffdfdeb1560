package org.fluxjvm.scheduler;

import java.util.OptionalInt;

/**
 * How a run ended, as far as a ledger keeps it.
 *
 * @param outcome how
 * @param returnCode the exit code as {@link org.fluxjvm.job.JobResult#returnCode}, if a job ran
 * @param note the exception's type and note or the refusal's text; empty if there is none
 */
public record RunEnd(Outcome outcome, OptionalInt returnCode, String note) {
  /** The ways to end. */
  public enum Outcome {
    /** The job ended with exit code 0, or a person said that the work was done. */
    COMPLETED,
    /** The job ended otherwise, or a person said so. */
    FAILED,
    /** The job was cancelled. */
    CANCELED,
    /** The job was stopped at its time limit. */
    TIMEOUT,
    /** Flux refused the job: nothing was started. */
    REFUSED
  }

  /**
   * Whether the work was done.
   *
   * @return true for {@link Outcome#COMPLETED}
   */
  public boolean isSuccess() {
    return outcome == Outcome.COMPLETED;
  }
}
