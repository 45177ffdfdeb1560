package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import org.fluxjvm.scheduler.control.Resolution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve RUN --as WHAT}. */
@Command(
    name = "resolve",
    description = {
      "Settle a run that is uncertain: its job may have run, and only a person can find out.",
      "completed: the work was done. failed: it was not. rerun: it was not, run it again."
    })
final class ResolveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's id as runs shows it, or the first characters of it.")
  private String run = "";

  @Option(
      names = "--as",
      paramLabel = "WHAT",
      required = true,
      description = "What became of the work: ${COMPLETION-CANDIDATES}.")
  private Resolution as = Resolution.FAILED;

  ResolveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.resolve(run, as));
  }
}
