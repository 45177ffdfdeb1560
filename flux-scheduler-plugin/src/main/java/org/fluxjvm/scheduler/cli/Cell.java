package org.fluxjvm.scheduler.cli;

/**
 * A cell of a table.
 *
 * @param text its text, in one line, without escape sequences
 * @param tone what it is to the reader
 */
record Cell(String text, Tone tone) {
  static Cell of(String text) {
    return new Cell(text, Tone.PLAIN);
  }

  int width() {
    return DisplayWidth.of(text);
  }
}
