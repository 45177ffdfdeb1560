package org.fluxjvm.executor;

import java.util.concurrent.CompletableFuture;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobException;

/** What an event means to the future of a job. */
final class Outcome {
  private Outcome() {}

  /** Whether the event decides how the future completes. */
  static boolean isDecidedBy(JobEvent event) {
    return switch (event.name()) {
      case "finish" -> true;
      case "exception" -> event.contextNumber("severity", 0) == 0;
      default -> false;
    };
  }

  /** Completes a future by an event that decides it. */
  static void complete(CompletableFuture<Integer> future, JobEvent event) {
    if (event.name().equals("finish")) {
      future.complete(exitCode((int) event.contextNumber("status", 0)));
    } else {
      future.completeExceptionally(exception(event));
    }
  }

  /** {@code flux_job_waitstatus_to_exitcode(3)}, but for the sign of a signal. */
  private static int exitCode(int waitStatus) {
    int signal = waitStatus & 0x7f;
    return signal != 0 ? -signal : (waitStatus >> 8) & 0xff;
  }

  private static JobException exception(JobEvent event) {
    var context = event.context();
    return new JobException(
        context.path("type").stringValue(""),
        context.path("severity").asInt(0),
        context.path("note").stringValue(""),
        event.time());
  }
}
