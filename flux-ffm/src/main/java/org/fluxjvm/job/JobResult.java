package org.fluxjvm.job;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

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
    COMPLETED(1, "CD", 0x1F600),
    /** A task failed, or an exception other than the ones below was raised. */
    FAILED(2, "F", 0x1F4A9),
    /** Someone cancelled it. */
    CANCELED(4, "CA", 0x1F4A5),
    /** It ran into its time limit. */
    TIMEOUT(8, "TO", 0x231B);

    /** The bit that stands for it in {@code flux_job_result_t}, as services speak of it. */
    private final int bit;

    private final String abbreviation;
    private final String emoji;

    Outcome(int bit, String abbreviation, int emoji) {
      this.bit = bit;
      this.abbreviation = abbreviation;
      this.emoji = Character.toString(emoji);
    }

    static Outcome ofBit(int bit) {
      for (Outcome outcome : values()) {
        if (outcome.bit == bit) {
          return outcome;
        }
      }
      throw new FluxException(Errno.EPROTO, "job result", bit + " is no result of a job");
    }

    static int mask(Collection<Outcome> outcomes) {
      int mask = 0;
      for (Outcome outcome : outcomes) {
        mask |= outcome.bit;
      }
      return mask;
    }

    /**
     * What stands for it in listings.
     *
     * @return one or two letters
     */
    public String abbreviation() {
      return abbreviation;
    }

    /**
     * The picture that stands for it in listings, as that of {@code flux jobs}.
     *
     * @return one character
     */
    public String emoji() {
      return emoji;
    }
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
    return returnCode(waitStatus.getAsInt());
  }

  /** The exit code in a {@code wait(2)} status, or minus the signal. */
  static int returnCode(int waitStatus) {
    int signal = waitStatus & 0x7f;
    return signal != 0 ? -signal : (waitStatus >> 8) & 0xff;
  }
}
