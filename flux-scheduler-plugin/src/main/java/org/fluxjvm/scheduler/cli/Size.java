package org.fluxjvm.scheduler.cli;

/**
 * The size of a terminal.
 *
 * @param columns in characters, at least 1
 * @param rows in lines, at least 1
 */
record Size(int columns, int rows) {
  /** What a terminal is taken to be that does not tell its size. */
  static final Size USUAL = new Size(80, 24);
}
