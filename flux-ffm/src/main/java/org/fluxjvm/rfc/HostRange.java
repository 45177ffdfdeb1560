package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Hosts whose names differ in the number at their end.
 *
 * @param prefix what comes before the number
 * @param digits the least number of digits, filled up with zeroes; 0 for a name without a number
 * @param first the first number
 * @param last the last number
 */
record HostRange(String prefix, int digits, long first, long last) {
  /** More digits than these are part of the prefix: a long holds the rest. */
  static final int MAX_DIGITS = 18;

  static HostRange of(String host) {
    int start = host.length();
    while (start > 0 && host.length() - start < MAX_DIGITS && isDigit(host.charAt(start - 1))) {
      start--;
    }
    if (start == host.length()) {
      return new HostRange(host, 0, 0, 0);
    }
    String digits = host.substring(start);
    long number = Long.parseLong(digits);
    return new HostRange(host.substring(0, start), padding(digits), number, number);
  }

  /**
   * Hosts whose numbers are all written after a prefix. Digits that the prefix ends with are part
   * of the number, as they are in each host's name: {@code n1[8-10]} is n18, n19 and n110.
   */
  static List<HostRange> of(String prefix, String first, String last) {
    HostRange written =
        new HostRange(prefix, padding(first), Long.parseLong(first), Long.parseLong(last));
    if (prefix.isEmpty() || !isDigit(prefix.charAt(prefix.length() - 1))) {
      return List.of(written);
    }
    List<HostRange> ranges = new ArrayList<>();
    long low = written.first;
    while (low <= written.last) {
      String text = written.text(low);
      long high = Math.min(written.last, highest(text.length()));
      ranges.add(of(prefix + text).through(of(prefix + written.text(high))));
      low = high + 1;
    }
    return ranges;
  }

  private static long highest(int digits) {
    return Long.parseLong("9".repeat(digits));
  }

  /** The width that a number is filled up to; 1 if it has no zeroes before it. */
  static int padding(String digits) {
    return digits.length() > 1 && digits.charAt(0) == '0' ? digits.length() : 1;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  long count() {
    return last - first + 1;
  }

  boolean sharesPrefix(HostRange other) {
    return digits > 0 && other.digits > 0 && prefix.equals(other.prefix);
  }

  boolean isFollowedBy(HostRange next) {
    return sharesPrefix(next) && next.first == last + 1 && writesLike(next);
  }

  /** Whether the numbers of another range are written with this one's zeroes. */
  private boolean writesLike(HostRange next) {
    return digits == next.digits
        || (next.digits == 1 && String.valueOf(next.first).length() >= digits);
  }

  HostRange through(HostRange next) {
    return new HostRange(prefix, digits, first, next.last);
  }

  boolean includes(HostRange host) {
    if (digits == 0 || host.digits == 0) {
      return equals(host);
    }
    return prefix.equals(host.prefix)
        && host.first >= first
        && host.first <= last
        && text(host.first).equals(host.text(host.first));
  }

  Stream<String> stream() {
    return digits == 0
        ? Stream.of(prefix)
        : LongStream.rangeClosed(first, last).mapToObj(number -> prefix + text(number));
  }

  String numbers() {
    return first == last ? text(first) : text(first) + "-" + text(last);
  }

  private String text(long number) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
