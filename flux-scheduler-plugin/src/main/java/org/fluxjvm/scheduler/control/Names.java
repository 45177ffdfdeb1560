package org.fluxjvm.scheduler.control;

import java.util.regex.Pattern;

/** What a request may name: nothing that could forge a line of a log is among it. */
final class Names {
  private static final Pattern RUN = Pattern.compile("[0-9a-v]{1,16}");
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}]{0,255}");

  private Names() {}

  static void run(String name) {
    if (!RUN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "run: must be the first characters of a run's id, 1 to 16 of 0-9 and a-v");
    }
  }

  static void job(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("job: must not be empty");
    }
    text(name);
  }

  static void text(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "text: must have at most 255 characters, and none that is not printed");
    }
  }
}
