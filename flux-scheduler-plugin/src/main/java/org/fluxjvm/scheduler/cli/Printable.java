package org.fluxjvm.scheduler.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text of others, such as what a job wrote, made safe for a terminal. */
final class Printable {
  /** Control sequences and operating system commands of ECMA-48, colours above all. */
  private static final Pattern ESCAPE_SEQUENCES =
      Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?)");

  private Printable() {}

  /** The lines, without what moves a cursor or sets a colour, and without spaces at their ends. */
  static List<String> lines(String text) {
    return text.lines().map(line -> line(line).stripTrailing()).toList();
  }

  static String line(String text) {
    return ESCAPE_SEQUENCES
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .mapToObj(Printable::shown)
        .collect(Collectors.joining());
  }

  private static String shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character == '\t' ? "    " : "?";
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          "?";
      default -> Character.toString(character);
    };
  }
}
