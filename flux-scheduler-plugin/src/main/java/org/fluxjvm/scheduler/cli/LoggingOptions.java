package org.fluxjvm.scheduler.cli;

import picocli.CommandLine.Option;

/** What all commands have in common. */
final class LoggingOptions {
  @Option(
      names = "--verbose",
      description = "Log on standard error what the program does, and stack traces of errors.")
  private boolean verbose;

  LogLines install(Surroundings surroundings) {
    return LogLines.install(verbose, surroundings.err()::println);
  }
}
