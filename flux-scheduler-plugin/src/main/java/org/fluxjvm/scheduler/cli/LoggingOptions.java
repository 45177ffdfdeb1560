package org.fluxjvm.scheduler.cli;

import picocli.CommandLine.Option;

/** What all commands have in common. */
final class LoggingOptions {
  @Option(
      names = "--verbose",
      description =
          "Log what the program does, and stack traces of errors: on standard error, or above the"
              + " table that a terminal shows.")
  private boolean verbose;

  LogLines install(Surroundings surroundings) {
    return LogLines.install(verbose, surroundings.err()::println);
  }
}
