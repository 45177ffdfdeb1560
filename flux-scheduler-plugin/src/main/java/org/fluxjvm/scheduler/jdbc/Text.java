package org.fluxjvm.scheduler.jdbc;

import java.nio.charset.StandardCharsets;

/** Text that somebody else wrote, as every database takes it. */
final class Text {
  /** The width of the columns that it goes to. */
  static final int WIDTH = 2000;

  private Text() {}

  /** The text, cut at the column's width, without what PostgreSQL or UTF-8 cannot hold. */
  static String kept(String text) {
    String valid =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .replace('\0', '\uFFFD');
    if (valid.length() <= WIDTH) {
      return valid;
    }
    int end = Character.isHighSurrogate(valid.charAt(WIDTH - 1)) ? WIDTH - 1 : WIDTH;
    return valid.substring(0, end);
  }
}
