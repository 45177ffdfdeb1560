package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.List;

/** Reads a hostlist from its text. */
final class HostlistParser {
  private static final int MAX_SHOWN = 60;

  /** Names that brackets before other text make are kept one by one. */
  private static final long MAX_EXPANDED = 1 << 16;

  /** They are many times as long as the text, if it is long itself. */
  private static final long MAX_CHARACTERS = 1 << 24;

  private final String text;
  private final List<HostRange> ranges = new ArrayList<>();
  private int position;
  private long characters;

  HostlistParser(String text) {
    this.text = text;
  }

  static String checkHost(String host) {
    if (host.isEmpty() || host.chars().anyMatch(c -> c == '[' || c == ']' || isDivider((char) c))) {
      throw new IllegalArgumentException(
          "'" + host + "' is not a host: it is empty, or has brackets, commas or blanks in it");
    }
    return host;
  }

  List<HostRange> parse() {
    while (position < text.length()) {
      if (isDivider(text.charAt(position))) {
        position++;
      } else {
        hosts();
      }
    }
    return ranges;
  }

  private void hosts() {
    String prefix = plain();
    if (!at('[')) {
      ranges.add(HostRange.of(prefix));
      return;
    }
    position++;
    List<HostRange> numbered = numbers(prefix);
    String suffix = plain();
    if (at('[')) {
      throw wrong(position, "a name has one pair of brackets");
    }
    if (suffix.isEmpty()) {
      ranges.addAll(numbered);
    } else {
      expand(numbered, suffix);
    }
  }

  private void expand(List<HostRange> numbered, String suffix) {
    long count = ranges.size();
    for (HostRange range : numbered) {
      long hosts = Math.min(range.count(), MAX_EXPANDED + 1);
      count += hosts;
      characters += hosts * (range.prefix().length() + suffix.length());
    }
    if (count > MAX_EXPANDED) {
      throw wrong(position, "brackets before other text stand for more than " + MAX_EXPANDED);
    }
    if (characters > MAX_CHARACTERS) {
      throw wrong(position, "brackets before other text stand for names too long to be so many");
    }
    numbered.stream()
        .flatMap(HostRange::stream)
        .forEach(host -> ranges.add(HostRange.of(host + suffix)));
  }

  /** Takes text up to a divider or a bracket. */
  private String plain() {
    int start = position;
    while (position < text.length() && !isDivider(text.charAt(position)) && !at('[')) {
      if (at(']')) {
        throw wrong(position, "a bracket is closed that was not opened");
      }
      position++;
    }
    return text.substring(start, position);
  }

  private List<HostRange> numbers(String prefix) {
    List<HostRange> numbered = new ArrayList<>();
    while (true) {
      numbered.addAll(range(prefix));
      if (at(']')) {
        position++;
        return numbered;
      }
      if (!at(',')) {
        throw wrong(position, "a comma or a closing bracket is expected");
      }
      position++;
    }
  }

  private List<HostRange> range(String prefix) {
    int start = position;
    String first = digits();
    String last = first;
    if (at('-')) {
      position++;
      last = digits();
    }
    if (Long.parseLong(first) > Long.parseLong(last)) {
      throw wrong(start, "a range goes from a lower number to a higher one");
    }
    return HostRange.of(prefix, first, last);
  }

  private String digits() {
    int start = position;
    while (position < text.length() && HostRange.isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw wrong(position, "a number is expected, in decimal digits");
    }
    if (position - start > HostRange.MAX_DIGITS) {
      throw wrong(start, "a number has at most " + HostRange.MAX_DIGITS + " digits");
    }
    return text.substring(start, position);
  }

  private boolean at(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private static boolean isDivider(char c) {
    return c == ',' || c == ' ' || c == '\t' || c == '\n';
  }

  private IllegalArgumentException wrong(int at, String rule) {
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    return new IllegalArgumentException(
        "'" + shown + "' is not a hostlist: " + rule + ", at character " + (at + 1));
  }
}
