package org.fluxjvm.job;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An {@code exception} event of a job (RFC 21).
 *
 * @param type such as {@code cancel}, {@code timeout}, {@code exec}
 * @param severity 0 ends the job, 7 is the least
 * @param note the explanation, may be empty
 * @param time when it was raised
 */
public record JobExceptionEvent(String type, int severity, String note, Instant time) {
  static JobExceptionEvent of(JobEvent event) {
    JsonNode context = event.context();
    return new JobExceptionEvent(
        context.path("type").stringValue(""),
        context.path("severity").asInt(0),
        context.path("note").stringValue(""),
        event.time());
  }

  JobException toException() {
    return new JobException(type, severity, note, time);
  }
}
