package org.fluxjvm.it.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fluxjvm.job.CommandBuilder;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;

/** Small jobs. */
final class Work {
  private static final Path ANYWHERE = Path.of(System.getProperty("java.io.tmpdir"));

  private Work() {}

  static Jobspec command(String... command) {
    return builder(command).build();
  }

  static Jobspec shell(String script) {
    return command("sh", "-c", script);
  }

  static CommandBuilder builder(String... command) {
    return JobspecV1.fromCommand(List.of(command))
        .cwd(ANYWHERE)
        .environment(Map.of("PATH", System.getenv("PATH")));
  }
}
