package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel RUN}. */
@Command(
    name = "cancel",
    description = {"Cancel a run: its job is stopped if it runs, and never starts if it does not."})
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id as runs shows it, or the first characters of it.")
  private String run = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for the note of the job's exception.")
  private String reason = "";

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.cancel(run, reason));
  }
}
