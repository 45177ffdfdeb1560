package org.fluxjvm.metrics;

import java.util.List;

/** The tag {@code event}: the events of RFC 21 that tell how far jobs have come. */
final class JobEventNames {
  private static final String OTHER = "other";

  static final List<String> TAGS =
      List.of(
          "submit",
          "validate",
          "invalidate",
          "depend",
          "priority",
          "urgency",
          "alloc",
          "start",
          "finish",
          "release",
          "free",
          "clean",
          "exception",
          OTHER);

  private JobEventNames() {}

  static String tag(String event) {
    return TAGS.contains(event) ? event : OTHER;
  }
}
