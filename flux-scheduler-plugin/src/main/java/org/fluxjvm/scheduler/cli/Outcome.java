package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.scheduler.RunResult;

/** How a run ended, in words. */
final class Outcome {
  private Outcome() {}

  /** What there is to say beside the word, such as {@code exit code 3 after 0.12s}. */
  static String detail(RunResult result) {
    return switch (result) {
      case RunResult.Ended ended -> detail(ended.job());
      case RunResult.Refused refused -> reason(refused.error());
      case RunResult.Uncertain uncertain -> "it may have run: " + reason(uncertain.error());
      case RunResult.Recorded recorded -> Printable.line("ended before " + recorded.end().note());
      case RunResult.Abandoned abandoned -> Printable.line(abandoned.reason());
      case RunResult.Detached detached -> "left to the next scheduler";
    };
  }

  private static String reason(Exception error) {
    return Printable.line(String.valueOf(error.getMessage()).lines().findFirst().orElse(""));
  }

  private static String detail(JobResult job) {
    Optional<String> time = duration(job).map(Elapsed::text);
    if (job.isSuccess()) {
      return time.map(text -> "in " + text).orElse("");
    }
    return (status(job.waitStatus()) + time.map(text -> " after " + text).orElse("")).strip();
  }

  private static String status(OptionalInt waitStatus) {
    if (waitStatus.isEmpty()) {
      return "";
    }
    int signal = waitStatus.getAsInt() & 0x7f;
    return signal == 0 ? "exit code " + (waitStatus.getAsInt() >> 8 & 0xff) : "signal " + signal;
  }

  /** What else there is to know of a failure: the exception and the end of stderr. */
  static List<String> details(RunResult result) {
    if (!(result instanceof RunResult.Ended ended)) {
      return List.of();
    }
    List<String> details = new ArrayList<>();
    ended.job().exception().ifPresent(exception -> details.add(text(exception)));
    Printable.lines(ended.stderrTail()).forEach(line -> details.add("stderr: " + line));
    return details;
  }

  private static String text(JobExceptionEvent exception) {
    String text = "exception: " + exception.type();
    return Printable.line(exception.note().isEmpty() ? text : text + ": " + exception.note());
  }

  /** How long the job ran. */
  static Optional<Duration> duration(JobResult job) {
    return between(job.started(), job.finished());
  }

  /** How long the job waited for its resources. */
  static Optional<Duration> waited(JobResult job) {
    return between(job.submitted(), job.allocated());
  }

  private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(start -> to.map(end -> Duration.between(start, end)));
  }
}
