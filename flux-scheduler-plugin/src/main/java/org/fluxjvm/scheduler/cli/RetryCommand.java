package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code retry RUN}. */
@Command(
    name = "retry",
    description = {
      "Run a run that ended once more, under the same id.",
      "One that is uncertain is settled with resolve."
    })
final class RetryCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id as runs shows it, or the first characters of it.")
  private String run = "";

  RetryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.retry(run));
  }
}
