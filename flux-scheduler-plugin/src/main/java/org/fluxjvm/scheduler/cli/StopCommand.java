package org.fluxjvm.scheduler.cli;

import java.util.concurrent.Callable;
import org.fluxjvm.scheduler.control.StopMode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stop --drain | --detach}. */
@Command(
    name = "stop",
    description = {
      "Stop the scheduler. It fires no more from now on; this command does not wait for its end."
    })
final class StopCommand implements Callable<Integer> {
  /** What becomes of the jobs under way. */
  static final class How {
    @Option(
        names = "--drain",
        required = true,
        description = "The scheduler waits for the runs under way, however long they take.")
    private boolean drain;

    @Option(
        names = "--detach",
        required = true,
        description =
            "The scheduler goes at once; the jobs go on in Flux, and its next start follows them.")
    private boolean detach;

    StopMode mode() {
      return drain && !detach ? StopMode.DRAIN : StopMode.DETACH;
    }
  }

  private final Surroundings surroundings;

  @Mixin private final ActionOptions action = new ActionOptions();

  @ArgGroup(multiplicity = "1")
  private How how = new How();

  StopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return action.act(surroundings, controls -> controls.stop(how.mode()));
  }
}
