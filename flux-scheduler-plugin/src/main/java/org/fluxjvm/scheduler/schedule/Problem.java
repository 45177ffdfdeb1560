package org.fluxjvm.scheduler.schedule;

import java.nio.file.Path;

/**
 * A mistake in a schedule file, or something in it that may surprise.
 *
 * @param file the schedule file, as it was given
 * @param line the line, from 1
 * @param column the column in characters (code points), from 1
 * @param severity whether the file can be used all the same
 * @param text what is wrong, and what is allowed, in one line
 */
public record Problem(Path file, int line, int column, Severity severity, String text) {

  /** What a problem means for the file. */
  public enum Severity {
    /** Nothing of the file is scheduled. */
    ERROR,
    /** The file can be used; the author should know. */
    WARNING
  }

  /** {@code file:line:column: text}. */
  @Override
  public String toString() {
    return Quoted.line(file.toString()) + ":" + line + ":" + column + ": " + text;
  }
}
