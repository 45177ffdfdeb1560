package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import org.fluxjvm.scheduler.control.RunDetails;
import org.fluxjvm.scheduler.control.RunReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show RUN}. */
@Command(
    name = "show",
    description = {
      "Tell all about a run: its submissions, its jobspec, and a timeline of the ledger's states"
          + " and the job's events.",
      "When no scheduler runs, it is read from its ledger."
    })
final class ShowCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final Reading reading = new Reading();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id as runs shows it, or the first characters of it.")
  private String run = "";

  @Option(
      names = "--env",
      description =
          "Show the values of environment variables too, except of those whose names look secret:"
              + " PASSWORD, TOKEN, SECRET, KEY, CREDENTIAL and the like.")
  private boolean environment;

  ShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return reading.read(surroundings, this::show);
  }

  private int show(RunReading runs) {
    RunDetails details = runs.show(run, environment);
    if (reading.isJson()) {
      JsonLines.print(surroundings.out(), details);
    } else {
      new RunPage(surroundings.style(), environment)
          .lines(details, surroundings.width())
          .forEach(surroundings.out()::println);
    }
    return 0;
  }
}
