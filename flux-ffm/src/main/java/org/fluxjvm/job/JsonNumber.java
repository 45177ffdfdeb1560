package org.fluxjvm.job;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Reads a number of JSON where it lies, most without making an object. */
final class JsonNumber {
  private static final long MANY_DIGITS = 100_000_000_000_000_000L;

  private JsonNumber() {}

  /**
   * Reads the number between two places.
   *
   * @throws NumberFormatException if it is none
   */
  static double toDouble(MemorySegment json, long from, long to) {
    long digits = 0;
    long scale = 1;
    boolean fraction = false;
    for (long i = from; i < to; i++) {
      byte c = json.get(JAVA_BYTE, i);
      if (c == '.' && !fraction) {
        fraction = true;
      } else if (c >= '0' && c <= '9' && digits < MANY_DIGITS && scale < MANY_DIGITS) {
        digits = digits * 10 + (c - '0');
        scale = fraction ? scale * 10 : scale;
      } else {
        // a sign, an exponent or more digits than a long holds
        return Double.parseDouble(text(json, from, to));
      }
    }
    double nearest = DecimalFraction.nearest(digits, scale);
    return Double.isNaN(nearest) ? Double.parseDouble(text(json, from, to)) : nearest;
  }

  /**
   * Reads the digits between two places, unsigned.
   *
   * @throws NumberFormatException if they have more than 64 bits
   */
  static long toUnsignedLong(MemorySegment json, long from, long to) {
    return Long.parseUnsignedLong(text(json, from, to));
  }

  private static String text(MemorySegment json, long from, long to) {
    return new String(json.asSlice(from, to - from).toArray(JAVA_BYTE), StandardCharsets.US_ASCII);
  }
}
