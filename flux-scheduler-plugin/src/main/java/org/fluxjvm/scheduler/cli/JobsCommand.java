package org.fluxjvm.scheduler.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs}. */
@Command(
    name = "jobs",
    description = {
      "List the jobs of the schedule that runs: what makes them fire, when they do next, and which"
          + " are paused."
    })
final class JobsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private final LoggingOptions logging = new LoggingOptions();
  @Mixin private final SchedulerOptions scheduler = new SchedulerOptions();

  @Option(names = "--json", description = "Print JSON, one document on one line.")
  private boolean json;

  JobsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What {@code --json} prints. */
  private record Listing(List<JobView> jobs) {}

  @Override
  public Integer call() {
    logging.install(surroundings);
    try {
      List<JobView> jobs = scheduler.controls(surroundings).jobs();
      if (json) {
        JsonLines.print(surroundings.out(), new Listing(jobs));
      } else {
        new JobTable(surroundings.style())
            .lines(jobs, surroundings.width())
            .forEach(surroundings.out()::println);
      }
      return 0;
    } catch (ControlException e) {
      throw new Failure(Failure.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
