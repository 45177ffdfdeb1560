package org.fluxjvm.connector.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists of hosts (RFC 29) with at most one range each: {@code a,b[1-3,7]c}. */
final class Hostlist {
  private static final Pattern ENTRY =
      Pattern.compile("([^\\[\\],]*)(?:\\[([0-9,-]+)]([^\\[\\],]*))?");
  private static final Pattern BETWEEN = Pattern.compile(",(?![^\\[]*])");

  private Hostlist() {}

  /**
   * All hosts of a list.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static Stream<String> expand(String hosts) {
    return BETWEEN.splitAsStream(hosts).flatMap(Hostlist::entry);
  }

  private static Stream<String> entry(String text) {
    Matcher entry = ENTRY.matcher(text);
    if (!entry.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no host or range such as a[1-3]");
    }
    if (entry.group(2) == null) {
      return Stream.of(text);
    }
    return Stream.of(entry.group(2).split(",", -1))
        .flatMap(Hostlist::range)
        .map(number -> entry.group(1) + number + entry.group(3));
  }

  private static Stream<String> range(String text) {
    String[] ends = text.split("-", 2);
    int width = ends[0].length();
    return Idset.parse(text).stream().mapToObj(id -> ("%0" + width + "d").formatted(id));
  }
}
