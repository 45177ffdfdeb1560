package org.fluxjvm.scheduler.schedule;

import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.job.Jobspec;

/** What a job runs. */
public sealed interface Work {
  /**
   * A program, started once for each task.
   *
   * @param command the program and its arguments
   * @param resources what it needs
   * @param attributes how it is run
   */
  record Command(List<String> command, Resources resources, Attributes attributes)
      implements Work {}

  /**
   * A batch script: the initial program of a Flux instance of its own. Only a real Flux instance
   * can start one.
   *
   * @param script the text of the script, which starts with {@code #!}
   * @param resources what the instance is made of
   * @param attributes how it is run
   */
  record Script(String script, Resources resources, Attributes attributes) implements Work {}

  /**
   * A jobspec from a file of its own, which says everything about the job but its urgency.
   *
   * @param file where it was read
   * @param jobspec the jobspec
   */
  record JobspecFile(Path file, Jobspec jobspec) implements Work {}
}
