package org.fluxjvm.scheduler.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the program was started in.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 * @param directory the working directory
 * @param clock tells the time
 * @param terminal the size of the terminal that standard output is, if it is one
 */
record Surroundings(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Clock clock,
    Supplier<Optional<Size>> terminal) {

  /** Whether lines that have been written can be written over. */
  boolean hasScreen() {
    return terminal.get().isPresent() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  Style style() {
    return Style.of(out.charset(), hasScreen(), environment);
  }

  /** The width of a table; a file or a pipe has room for any. */
  int width() {
    return terminal.get().map(Size::columns).orElse(Integer.MAX_VALUE);
  }
}
