package org.fluxjvm.metrics;

import java.time.Duration;

/** Checks settings that must be positive. */
final class Positive {
  private Positive() {}

  static Duration time(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }
}
