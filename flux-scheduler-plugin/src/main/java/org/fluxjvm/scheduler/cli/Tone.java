package org.fluxjvm.scheduler.cli;

/** What a text is to the reader, which a terminal may show as a colour. */
enum Tone {
  PLAIN(""),
  STRONG("1"),
  QUIET("2"),
  GOOD("32"),
  BUSY("36"),
  ODD("33"),
  BAD("31");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text between the escape sequences that set and reset its rendition (ECMA-48 SGR). */
  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
