package org.fluxjvm.scheduler.cli;

import org.fluxjvm.job.JobEvent;
import tools.jackson.databind.JsonNode;

/** What an event of a job's log adds to the state that it led to. */
final class EventText {
  private EventText() {}

  static String of(JobEvent event) {
    return of(event.name(), event.context());
  }

  static String of(String event, JsonNode context) {
    return switch (event) {
      case "exception" ->
          Printable.line(
              "exception: %s (severity %d): %s"
                  .formatted(
                      context.path("type").stringValue(""),
                      context.path("severity").asInt(0),
                      context.path("note").stringValue("")));
      case "alloc" ->
          Printable.line(
              context.path("annotations").path("sched").path("resource_summary").stringValue(""));
      case "priority" -> "priority " + context.path("priority").asLong(0);
      case "finish" -> status(context.path("status").asInt(0));
      default -> "";
    };
  }

  private static String status(int waitStatus) {
    int signal = waitStatus & 0x7f;
    return signal == 0 ? "exit code " + (waitStatus >> 8 & 0xff) : "signal " + signal;
  }
}
