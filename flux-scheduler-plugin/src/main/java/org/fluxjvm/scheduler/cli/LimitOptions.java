package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What bounds a scheduler, as {@code run} takes it. */
final class LimitOptions {
  /** What Quartz may fire once more after a crash has to be known still. */
  private static final Duration SHORTEST = Duration.ofDays(1);

  @Option(
      names = "--max-in-flight",
      paramLabel = "N",
      description = "How many firings may be under way at once; the others wait. 10000 without it.")
  private int maxInFlight = Limits.DEFAULT.maxInFlight();

  @Option(
      names = "--submits-per-second",
      paramLabel = "RATE",
      description =
          "How many jobs may go into each queue of Flux in a second; no limit without it.")
  private @Nullable Double submitsPerSecond;

  @Option(
      names = "--keep",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For how long runs that are over are remembered, 1d or more; 30d without it.")
  private Duration keep = Limits.DEFAULT.keep();

  Limits checked() {
    if (maxInFlight < 1) {
      throw wrong("--max-in-flight: 1 or more, not " + maxInFlight);
    }
    if (submitsPerSecond != null && !(submitsPerSecond > 0 && Double.isFinite(submitsPerSecond))) {
      throw wrong("--submits-per-second: a number above 0, not " + submitsPerSecond);
    }
    if (keep.compareTo(SHORTEST) < 0) {
      throw wrong("--keep: 1d or more: a run that is forgotten could be run again");
    }
    return new Limits(
        maxInFlight,
        submitsPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(submitsPerSecond),
        keep);
  }

  private static Failure wrong(String what) {
    return new Failure(Failure.WRONG, "flux-scheduler: " + what);
  }
}
