package org.fluxjvm.job;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.fluxjvm.job.JobInfo.ExceptionInfo;
import org.fluxjvm.job.JobResult.Outcome;
import org.fluxjvm.rfc.FluxDuration;
import tools.jackson.databind.JsonNode;

/** A job in the few words that fit into a listing. */
final class JobSummary {
  private static final String BEGIN_TIME = "begin-time=";
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private static final int SIGNALED = 128;

  private JobSummary() {}

  static String context(JobInfo job, InstantSource clock) {
    return switch (job.state()) {
      case NEW, RUN, CLEANUP, INACTIVE -> job.nodelist().map(Object::toString).orElse("");
      case DEPEND ->
          "depends:"
              + job.dependencies().stream()
                  .map(JobSummary::dependency)
                  .collect(Collectors.joining(","));
      case PRIORITY -> "priority-wait";
      case SCHED -> estimate(job, clock).orElseGet(() -> hold(job));
    };
  }

  /** As a user reads it: a time of the day, and the date unless it is today's. */
  static String dependency(String description) {
    if (!description.startsWith(BEGIN_TIME)) {
      return description;
    }
    double seconds;
    try {
      seconds = Double.parseDouble(description.substring(BEGIN_TIME.length()));
    } catch (NumberFormatException e) {
      return description; // as good as it is
    }
    ZonedDateTime begin = Times.instant(seconds).atZone(ZoneId.systemDefault());
    boolean today = begin.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
    String pattern = (today ? "" : "MMMdd-") + (begin.getSecond() > 0 ? "HH:mm:ss" : "HH:mm");
    return "begin@" + DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(begin);
  }

  private static Optional<String> estimate(JobInfo job, InstantSource clock) {
    JsonNode estimate = job.annotations().path("sched").path("t_estimate");
    if (!estimate.isNumber()) {
      return Optional.empty();
    }
    Duration left = Duration.between(clock.instant(), Times.instant(estimate.doubleValue()));
    return Optional.of("eta:" + (left.isNegative() ? "now" : FluxDuration.format(left)));
  }

  private static String hold(JobInfo job) {
    if (job.urgency() == SubmitOptions.HOLD) {
      return "held";
    }
    return job.priority().orElse(1) == 0 ? "priority-hold" : "";
  }

  static String inactiveReason(JobInfo job) {
    if (job.state() != JobState.INACTIVE) {
      return "";
    }
    return switch (job.result().orElse(Outcome.COMPLETED)) {
      case COMPLETED -> exit(job.returnCode());
      case TIMEOUT -> "Timeout";
      case CANCELED ->
          job.exception()
              .filter(e -> e.type().equals("cancel") && !e.note().isEmpty())
              .map(e -> "Canceled: " + e.note())
              .orElse("Canceled");
      case FAILED ->
          job.exception()
              .filter(e -> e.severity() == 0 && !e.type().equals("exec"))
              .map(JobSummary::describe)
              .orElseGet(() -> failure(job.returnCode()));
    };
  }

  private static String describe(ExceptionInfo exception) {
    String type = "Exception: type=" + exception.type();
    return exception.note().isEmpty() ? type : type + " note=" + exception.note();
  }

  private static String failure(OptionalInt code) {
    int exit = code.orElse(0);
    return switch (exit) {
      case NOT_EXECUTABLE -> "Command invoked cannot execute";
      case NOT_FOUND -> "command not found";
      case SIGNALED -> "Invalid argument to exit";
      default -> exit > SIGNALED ? SignalNames.describe(exit - SIGNALED) : exit(code);
    };
  }

  private static String exit(OptionalInt code) {
    return code.isPresent() ? "Exit " + code.getAsInt() : "";
  }
}
