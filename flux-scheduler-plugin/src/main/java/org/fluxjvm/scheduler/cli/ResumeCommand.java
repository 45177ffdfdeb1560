package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume JOB}. */
@Command(
    name = "resume",
    description = {"Fire a paused job again."})
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(paramLabel = "JOB", description = "A job of the schedule file.")
  private String job = "";

  ResumeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.resume(job));
  }
}
