package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations as a person reads them: to a hundredth of a second at first, then ever coarser. */
final class Elapsed {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  private Elapsed() {}

  static String text(Duration duration) {
    double seconds = Math.max(0, duration.toNanos() / 1e9);
    long whole = (long) seconds;
    if (seconds < 9.995) {
      return String.format(Locale.ROOT, "%.2fs", seconds);
    }
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1fs", Math.min(seconds, 59.9));
    }
    if (whole < HOUR) {
      return String.format(Locale.ROOT, "%dm%02ds", whole / MINUTE, whole % MINUTE);
    }
    if (whole < DAY) {
      return String.format(Locale.ROOT, "%dh%02dm", whole / HOUR, whole % HOUR / MINUTE);
    }
    return String.format(Locale.ROOT, "%dd%02dh", whole / DAY, whole % DAY / HOUR);
  }

  /** In whole units, for what counts down or up on a display. */
  static String coarse(Duration duration) {
    long whole = Math.max(0, duration.toSeconds());
    return whole < MINUTE ? whole + "s" : text(Duration.ofSeconds(whole));
  }
}
