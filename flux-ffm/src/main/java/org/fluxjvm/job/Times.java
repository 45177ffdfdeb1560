package org.fluxjvm.job;

import java.time.Duration;
import java.time.Instant;

/** Seconds in floating point, as Flux writes them, to the microsecond that they are good for. */
final class Times {
  private static final double LONGEST = 1e15;

  private Times() {}

  static Instant instant(double seconds) {
    return Instant.EPOCH.plus(span(seconds));
  }

  static Duration span(double seconds) {
    double bounded = Math.clamp(seconds, -LONGEST, LONGEST);
    long whole = (long) Math.floor(bounded);
    return Duration.ofSeconds(whole, Math.round((bounded - whole) * 1e6) * 1000);
  }
}
