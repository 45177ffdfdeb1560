package org.fluxjvm.connector.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flux Standard Duration (RFC 23). */
final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9.]+(?:e[-+]?[0-9]+)?)(ms|s|m|h|d)?");

  private Durations() {}

  static double seconds(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a Flux Standard Duration such as 1.5m");
    }
    double number = Double.parseDouble(form.group(1));
    String unit = form.group(2);
    return switch (unit == null ? "s" : unit) {
      case "ms" -> number / 1000;
      case "m" -> number * 60;
      case "h" -> number * 3600;
      case "d" -> number * 86400;
      default -> number;
    };
  }
}
