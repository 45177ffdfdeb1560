package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;

/** The time as event logs write it: seconds since the epoch, to the microsecond (RFC 18). */
final class Timestamps {
  private static final int MICRO_DIGITS = 6;

  private final InstantSource clock;

  Timestamps(InstantSource clock) {
    this.clock = clock;
  }

  BigDecimal now() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    return BigDecimal.valueOf(micros, MICRO_DIGITS);
  }

  long millis() {
    return clock.millis();
  }
}
