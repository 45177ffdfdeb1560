package org.fluxjvm.job;

import java.util.Locale;

/** Where a task writes to. */
public enum StdStream {
  /** Standard output. */
  STDOUT,
  /** Standard error. */
  STDERR;

  static StdStream read(String name) {
    return name.equals(STDERR.toString()) ? STDERR : STDOUT;
  }

  /**
   * The name of the stream.
   *
   * @return {@code stdout} or {@code stderr}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
