package org.fluxjvm.scheduler.cli;

import java.util.function.Function;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.Controls;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that change something in a scheduler that runs. */
final class ActionOptions {
  @Mixin private final LoggingOptions logging = new LoggingOptions();
  @Mixin private final SchedulerOptions scheduler = new SchedulerOptions();

  @Option(names = "--json", description = "Print {\"done\": TEXT} in place of the text.")
  private boolean json;

  /** What {@code --json} prints of an action. */
  private record Done(String done) {}

  int act(Surroundings surroundings, Function<Controls, String> action) {
    logging.install(surroundings);
    try {
      String done = action.apply(scheduler.controls(surroundings));
      if (json) {
        JsonLines.print(surroundings.out(), new Done(done));
      } else {
        surroundings.out().println(Printable.line(done));
      }
      return 0;
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new Failure(Failure.WRONG, "flux-scheduler: " + e.getMessage(), e);
    }
  }
}
