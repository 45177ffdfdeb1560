package org.fluxjvm.job;

import java.time.Instant;

/**
 * A job that ended by an exception of severity 0 (RFC 21): the first of them, which is the cause,
 * whatever came after.
 */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final int severity;
  private final String note;
  private final Instant timestamp;

  /**
   * Makes an exception of what an {@code exception} event says.
   *
   * @param type such as {@code cancel}, {@code timeout}, {@code exec}
   * @param severity 0 ends the job, 7 is the least
   * @param note the explanation, may be empty
   * @param timestamp when it was raised
   */
  public JobException(String type, int severity, String note, Instant timestamp) {
    super(
        "job exception type="
            + type
            + " severity="
            + severity
            + (note.isEmpty() ? "" : " " + note));
    this.type = type;
    this.severity = severity;
    this.note = note;
    this.timestamp = timestamp;
  }

  /**
   * What kind of exception it is.
   *
   * @return such as {@code cancel}, {@code timeout}, {@code exec}
   */
  public String type() {
    return type;
  }

  /**
   * How severe it is.
   *
   * @return 0 ends the job, 7 is the least
   */
  public int severity() {
    return severity;
  }

  /**
   * The explanation.
   *
   * @return the note, may be empty
   */
  public String note() {
    return note;
  }

  /**
   * When it was raised, by the clock of the broker.
   *
   * @return the time, to the microsecond
   */
  public Instant timestamp() {
    return timestamp;
  }
}
