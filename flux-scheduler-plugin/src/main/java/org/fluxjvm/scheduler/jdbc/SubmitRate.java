package org.fluxjvm.scheduler.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets through so many per second: a limit's row says when the next one may go, in microseconds of
 * the database's clock. Up to 100 ms that were lost are made up for; if the clock was put back by
 * more than a minute, the row means nothing.
 */
final class SubmitRate {
  private static final long SECOND = 1_000_000;
  private static final long CATCH_UP = SECOND / 10;
  private static final long CLOCK_PUT_BACK = 60 * SECOND;

  private final String now;
  private final long interval;

  SubmitRate(Dialect dialect, double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "submissions per second: must be more than 0, not " + perSecond);
    }
    this.now = dialect.micros();
    this.interval = Math.max(1, Math.round(SECOND / perSecond));
  }

  /** Takes the next turn, or says how long it is until then. The caller holds the row's lock. */
  Optional<Duration> waitFor(Transaction tx, String name) throws SQLException {
    long wait =
        tx.first(
                "SELECT NEXT_FREE_MICROS - "
                    + now
                    + " AS WAIT_MICROS FROM FLUX_LIMITS WHERE NAME = ?",
                row -> row.getLong("WAIT_MICROS"),
                name)
            .orElseThrow();
    if (wait > 0 && wait < interval + CLOCK_PUT_BACK) {
      return Optional.of(Duration.ofNanos(wait * 1000));
    }
    long lost = wait > 0 ? 0 : Math.max(wait, -CATCH_UP);
    tx.update(
        "UPDATE FLUX_LIMITS SET NEXT_FREE_MICROS = " + now + " + ? WHERE NAME = ?",
        lost + interval,
        name);
    return Optional.empty();
  }
}
