package org.fluxjvm.metrics;

import java.util.List;

/** The tag {@code type} of exceptions: those that Flux raises; users may raise any. */
public final class JobExceptionTypes {
  private static final String OTHER = "other";

  /** All values of the tag. */
  public static final List<String> TAGS =
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

  /**
   * The value for a type.
   *
   * @param type an exception's type, as Flux or a user gave it
   * @return the type if it is one of {@link #TAGS}, else {@code other}
   */
  public static String tag(String type) {
    return TAGS.contains(type) ? type : OTHER;
  }
}
