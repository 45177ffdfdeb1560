package org.fluxjvm.it.prometheus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as a person reads them, in the units of the dashboard. */
final class Values {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private Values() {}

  static String text(double value, String unit) {
    return switch (unit) {
      case "s" -> seconds(value);
      case "bytes" -> bytes(value);
      case "percentunit" -> number(value * 100) + " %";
      case "cps" -> number(value) + "/s";
      case "dateTimeAsIso" -> TIME.format(Instant.ofEpochMilli((long) value));
      default -> number(value);
    };
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    if (size == 0 || (size >= 1 && size < 120)) {
      return number(value) + " s";
    }
    if (size < 1e-3) {
      return number(value * 1e6) + " µs";
    }
    return size < 1 ? number(value * 1e3) + " ms" : number(value / 60) + " min";
  }

  private static String bytes(double value) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double rest = value;
    while (rest >= 1024 && unit < units.length - 1) {
      rest /= 1024;
      unit++;
    }
    return number(rest) + " " + units[unit];
  }

  /** Three digits that count. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
