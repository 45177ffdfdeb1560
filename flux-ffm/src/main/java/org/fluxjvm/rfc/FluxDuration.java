package org.fluxjvm.rfc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flux Standard Duration (RFC 23): a number and one of the units {@code ms}, {@code s}, {@code m},
 * {@code h}, {@code d}, or none for seconds.
 *
 * <p>The number is any that C99 {@code strtod} reads and is not negative: {@code 90}, {@code 1.5m},
 * {@code .5h}, {@code 1e3}, {@code 0x10}, {@code inf}. White space and underscores are refused, and
 * a unit after infinity.
 */
public final class FluxDuration {
  private static final Pattern FORM =
      Pattern.compile(
          "\\+?(?:(?<infinity>(?i:inf(?:inity)?))"
              + "|(?<hex>0[xX](?:[0-9a-fA-F]++\\.?[0-9a-fA-F]*+|\\.[0-9a-fA-F]++))"
              + "(?<exponent>[pP][+-]?[0-9]++)?(?<hexunit>[a-z]*+)"
              + "|(?<decimal>(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?)"
              + "(?<unit>[a-z]*+))");
  private static final int MAX_LENGTH = 128;
  private static final int NANO_DIGITS = 9;
  private static final int SHORT_DIGITS = 3;

  /** Beyond these no digit of the number matters, and an exponent could ask for many zeroes. */
  private static final double TOO_SHORT = 1e-10;

  private static final double TOO_LONG = 1e19;

  private FluxDuration() {}

  /**
   * Reads a duration that may be infinite.
   *
   * @param text the text
   * @return seconds, 0 or more, {@link Double#POSITIVE_INFINITY} for {@code inf} and {@code
   *     infinity}
   * @throws IllegalArgumentException if the text is no Flux Standard Duration, or too large for a
   *     double
   */
  public static double parseSeconds(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !form.matches()) {
      throw invalid(text, "write a number and ms, s, m, h or d, like 90, 1.5m or 2h");
    }
    if (form.group("infinity") != null) {
      return Double.POSITIVE_INFINITY;
    }
    double seconds = seconds(text, form);
    if (Double.isInfinite(seconds)) {
      throw invalid(text, "it is too large; write inf for a duration without end");
    }
    return seconds;
  }

  private static double seconds(String text, Matcher form) {
    String hex = form.group("hex");
    if (hex == null) {
      return scale(text, Double.parseDouble(form.group("decimal")), form.group("unit"));
    }
    // Java wants the exponent that C lets you leave out.
    String exponent = form.group("exponent");
    double number = Double.parseDouble(hex + (exponent == null ? "p0" : exponent));
    return scale(text, number, form.group("hexunit"));
  }

  private static double scale(String text, double number, String unit) {
    return switch (unit) {
      case "ms" -> number / 1000;
      case "", "s" -> number;
      case "m" -> number * 60;
      case "h" -> number * 3600;
      case "d" -> number * 86400;
      default -> throw invalid(text, "'" + unit + "' is no unit: use ms, s, m, h or d");
    };
  }

  /**
   * Reads a finite duration, rounded to the nanosecond.
   *
   * @param text the text
   * @return the duration, zero or more
   * @throws IllegalArgumentException if the text is no Flux Standard Duration, is infinite, or is
   *     too large for a {@link Duration}
   */
  public static Duration parse(String text) {
    double seconds = parseSeconds(text);
    if (Double.isInfinite(seconds)) {
      throw invalid(text, "it is infinite, and a finite duration is needed here");
    }
    if (seconds >= TOO_LONG) {
      throw tooLong(text);
    }
    BigDecimal exact = seconds < TOO_SHORT ? BigDecimal.ZERO : exactSeconds(text, seconds);
    try {
      BigDecimal nanos = exact.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.HALF_UP);
      BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(NANO_DIGITS));
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException e) {
      throw tooLong(text);
    }
  }

  /** The double has 16 digits, which is less than nanoseconds need after a few months. */
  private static BigDecimal exactSeconds(String text, double seconds) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group("decimal") == null) {
      return BigDecimal.valueOf(seconds);
    }
    BigDecimal number = new BigDecimal(form.group("decimal"));
    return switch (form.group("unit")) {
      case "ms" -> number.movePointLeft(SHORT_DIGITS);
      case "m" -> number.multiply(Unit.M.seconds);
      case "h" -> number.multiply(Unit.H.seconds);
      case "d" -> number.multiply(Unit.D.seconds);
      default -> number;
    };
  }

  private static IllegalArgumentException tooLong(String text) {
    return invalid(text, "it is more than " + Long.MAX_VALUE + " seconds");
  }

  /**
   * Writes a duration in the largest unit that says it exactly with at most three decimals, else in
   * milliseconds. {@link #parse} reads it back.
   *
   * @param duration zero or more
   * @return the text: {@code 0s}, {@code 1.5m}, {@code 61s}, {@code 2d}
   * @throws IllegalArgumentException if the duration is negative
   */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "duration must not be negative, got " + duration + ": RFC 23 starts at zero");
    }
    if (duration.isZero()) {
      return "0s";
    }
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
    for (Unit unit : Unit.values()) {
      BigDecimal number = seconds.divide(unit.seconds, SHORT_DIGITS, RoundingMode.DOWN);
      if (number.compareTo(BigDecimal.ONE) >= 0
          && number.multiply(unit.seconds).compareTo(seconds) == 0) {
        return plain(number) + unit.name().toLowerCase(Locale.ROOT);
      }
    }
    return plain(seconds.movePointRight(SHORT_DIGITS)) + "ms";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static IllegalArgumentException invalid(String text, String rule) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return new IllegalArgumentException(
        "'" + shown + "' is not a valid Flux Standard Duration: " + rule);
  }

  private enum Unit {
    D(86400),
    H(3600),
    M(60),
    S(1);

    private final BigDecimal seconds;

    Unit(long seconds) {
      this.seconds = BigDecimal.valueOf(seconds);
    }
  }
}
