package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pause JOB}. */
@Command(
    name = "pause",
    description = {"Fire a job no more, until it is resumed. Its runs under way go on."})
final class PauseCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(paramLabel = "JOB", description = "A job of the schedule file.")
  private String job = "";

  PauseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.pause(job));
  }
}
