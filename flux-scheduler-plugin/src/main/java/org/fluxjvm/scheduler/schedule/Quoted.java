package org.fluxjvm.scheduler.schedule;

import java.util.stream.Collectors;

/** Text of the user as a message shows it: in one line, printable, and not too long. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** The text between backticks, shortened. */
  static String quoted(String text) {
    int length = text.codePointCount(0, text.length());
    String shown =
        length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    return "`" + line(shown) + "`";
  }

  /** The text with everything that is not printable escaped. */
  static String line(String text) {
    return text.codePoints().mapToObj(Quoted::shown).collect(Collectors.joining());
  }

  private static String shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          String.format("\\u%04X", character);
      default -> Character.toString(character);
    };
  }
}
