package org.fluxjvm.metrics;

import java.util.List;

/** The tag {@code type} of exceptions: those that Flux raises; users may raise any. */
final class JobExceptionTypes {
  private static final String OTHER = "other";

  static final List<String> TAGS =
      List.of(
          "cancel",
          "timeout",
          "exec",
          "alloc",
          "dependency",
          "prolog",
          "epilog",
          "validate",
          "lost-shell",
          "node-failure",
          "scheduler-restart",
          OTHER);

  private JobExceptionTypes() {}

  static String tag(String type) {
    return TAGS.contains(type) ? type : OTHER;
  }
}
