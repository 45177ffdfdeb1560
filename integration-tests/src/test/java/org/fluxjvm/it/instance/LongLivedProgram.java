package org.fluxjvm.it.instance;

import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;

/** Starts an instance and a job, says so and never closes anything. */
final class LongLivedProgram {
  private LongLivedProgram() {}

  public static void main(String[] arguments) throws Exception {
    FluxInstance instance =
        FluxInstance.builder().size(2).parentDirectory(Path.of(arguments[0])).start();
    Flux flux = instance.open();
    JobId id =
        flux.jobs()
            .submit(
                JobspecV1.fromCommand(List.of("sleep", "1000")).numNodes(2).numTasks(2).build());
    flux.jobs().eventWait(id, "shell.start", "guest.exec.eventlog");
    System.out.println("running");
    Thread.sleep(Long.MAX_VALUE);
  }
}
