package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.LogLine;
import org.fluxjvm.scheduler.control.RunReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs RUN}. */
@Command(
    name = "logs",
    description = {
      "Print what the latest job of a run has written: standard output to standard output, the"
          + " rest to standard error.",
      "What a job writes is not masked."
    })
final class LogsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final Reading reading = new Reading();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id as runs shows it, or the first characters of it.")
  private String run = "";

  @Option(names = "--follow", description = "Go on until the job has ended.")
  private boolean follow;

  LogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return reading.read(surroundings, this::print);
  }

  private int print(RunReading runs) {
    CompletableFuture<Void> end = runs.logs(run, follow, this::print);
    try {
      end.join();
      return 0;
    } catch (CompletionException e) {
      if (e.getCause() instanceof ControlException || e.getCause() instanceof FluxException) {
        throw new ControlException(String.valueOf(e.getCause().getMessage()), e);
      }
      throw e;
    }
  }

  private void print(LogLine line) {
    if (reading.isJson()) {
      JsonLines.print(surroundings.out(), line);
    } else if (line.stream().equals("stdout")) {
      surroundings.out().println(shown(line.text()));
      surroundings.out().flush();
    } else {
      surroundings.err().println(shown(line.text()));
    }
  }

  /** A file gets what was written; a terminal gets nothing that moves its cursor. */
  private String shown(String text) {
    return surroundings.terminal().get().isPresent() ? Printable.line(text) : text;
  }
}
