package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trigger JOB}. */
@Command(
    name = "trigger",
    description = {"Fire a job now, beside its schedule, and print the id of the run."})
final class TriggerCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(paramLabel = "JOB", description = "A job of the schedule file.")
  private String job = "";

  TriggerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.trigger(job));
  }
}
