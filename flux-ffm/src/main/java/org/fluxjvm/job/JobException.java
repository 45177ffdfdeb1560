package org.fluxjvm.job;

import java.time.Instant;

/** An exception event of severity 0 (RFC 21) that ended a job while something was awaited of it. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long id;
  private final transient JobExceptionEvent event;

  /**
   * Makes an exception of an event.
   *
   * @param id the job
   * @param event what was raised on it
   */
  public JobException(JobId id, JobExceptionEvent event) {
    super(
        "job "
            + id
            + ": exception: type="
            + event.type()
            + " severity="
            + event.severity()
            + (event.note().isEmpty() ? "" : ": " + event.note()));
    this.id = id.value();
    this.event = event;
  }

  /**
   * The job.
   *
   * @return its id
   */
  public JobId id() {
    return JobId.of(id);
  }

  /**
   * The kind of exception.
   *
   * @return such as {@code cancel}, {@code timeout}, {@code exec}
   */
  public String type() {
    return event.type();
  }

  /**
   * How grave it is.
   *
   * @return 0, as it ended the job
   */
  public int severity() {
    return event.severity();
  }

  /**
   * The explanation.
   *
   * @return a text, may be empty
   */
  public String note() {
    return event.note();
  }

  /**
   * When it was raised.
   *
   * @return the time of the event
   */
  public Instant time() {
    return event.time();
  }
}
