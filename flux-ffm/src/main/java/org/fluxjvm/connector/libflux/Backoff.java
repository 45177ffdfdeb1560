package org.fluxjvm.connector.libflux;

import java.util.concurrent.TimeUnit;

/** The pauses between attempts to reach a lost broker: 50 ms, doubled up to 5 s. */
final class Backoff {
  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LAST = TimeUnit.SECONDS.toNanos(5);

  private long pause = FIRST;

  long nextNanos() {
    long now = pause;
    pause = Math.min(pause * 2, LAST);
    return now;
  }

  void reset() {
    pause = FIRST;
  }
}
