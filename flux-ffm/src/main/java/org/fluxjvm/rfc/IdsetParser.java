package org.fluxjvm.rfc;

/** Reads an idset from its text, one character after the other. */
final class IdsetParser {
  private static final int MAX_SHOWN = 60;

  private final String text;
  private final RangeList ranges = new RangeList();
  private int position;
  private int end;

  IdsetParser(String text) {
    this.text = text;
    this.end = text.length();
  }

  Idset parse() {
    if (text.startsWith("[") && text.endsWith("]")) {
      position++;
      end--;
    }
    if (position == end) {
      return Idset.empty();
    }
    range();
    while (position < end) {
      expectComma();
      range();
    }
    return ranges.toIdset();
  }

  private void range() {
    int at = position;
    int first = id();
    if (first <= ranges.last()) {
      throw wrong(at, "ids must ascend, each once");
    }
    int last = first;
    if (position < end && text.charAt(position) == '-') {
      position++;
      last = id();
      if (last <= first) {
        throw wrong(at, "a range goes from a lower id to a higher one");
      }
    }
    ranges.add(first, last);
  }

  private int id() {
    int start = position;
    long id = 0;
    while (position < end && isDigit(text.charAt(position))) {
      id = id * 10 + (text.charAt(position) - '0');
      position++;
      if (id > Integer.MAX_VALUE) {
        throw wrong(start, "the highest id is " + Integer.MAX_VALUE);
      }
    }
    if (position == start) {
      throw wrong(start, "an id is expected, in decimal digits");
    }
    if (position - start > 1 && text.charAt(start) == '0') {
      throw wrong(start, "an id has no leading zeroes");
    }
    return (int) id;
  }

  private void expectComma() {
    if (text.charAt(position) != ',') {
      throw wrong(position, "a comma or the end is expected");
    }
    position++;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private IllegalArgumentException wrong(int at, String rule) {
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    return new IllegalArgumentException(
        "'" + shown + "' is not an idset: " + rule + ", at character " + (at + 1));
  }
}
