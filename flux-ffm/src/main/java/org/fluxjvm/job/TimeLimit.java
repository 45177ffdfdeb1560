package org.fluxjvm.job;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.fluxjvm.rfc.FluxDuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** The duration attribute: seconds as a number, where 0 is no limit. */
final class TimeLimit {
  private static final String ARGUMENT = "duration";
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private TimeLimit() {}

  static JsonNode of(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      throw new JobspecException(
          ARGUMENT, "must be a finite number of seconds >= 0, got " + seconds);
    }
    return DoubleNode.valueOf(seconds);
  }

  static JsonNode of(Duration duration) {
    if (duration.isNegative()) {
      throw new JobspecException(ARGUMENT, "must not be negative, got " + duration);
    }
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return of(seconds.doubleValue());
  }

  static JsonNode of(String duration) {
    return of(ARGUMENT, duration);
  }

  static JsonNode of(String argument, String duration) {
    double seconds;
    try {
      seconds = FluxDuration.parseSeconds(duration);
    } catch (IllegalArgumentException e) {
      throw new JobspecException(argument, String.valueOf(e.getMessage()), e);
    }
    if (Double.isInfinite(seconds)) {
      throw new JobspecException(argument, "must be finite, got '" + duration + "'; 0 is no limit");
    }
    return of(seconds);
  }

  static Optional<Duration> read(JsonNode seconds) {
    BigDecimal exact = seconds.decimalValue();
    if (exact.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal whole = exact.min(LONGEST);
    long nanos = whole.remainder(BigDecimal.ONE).multiply(NANOS).longValue();
    return Optional.of(Duration.ofSeconds(whole.longValue(), nanos));
  }
}
