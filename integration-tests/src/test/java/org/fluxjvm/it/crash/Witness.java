package org.fluxjvm.it.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;

/**
 * What really ran, whatever schedulers, brokers and databases say: each job appends its name to a
 * file when it starts. A job whose gate is shut runs until that is opened.
 *
 * @param directory has the file and the gates
 */
record Witness(Path directory) {
  private static final String SCRIPT =
      "printf '%s\\n' \"$1\" >> \"$2\"; while [ -e \"$3\" ]; do sleep 0.1; done";

  /** The job of a name. */
  Jobspec jobspec(String name) {
    return JobspecV1.fromCommand(
            List.of(
                "/bin/sh", "-c", SCRIPT, "witness", name, file().toString(), gate(name).toString()))
        .setShellOption("cpu-affinity", "off")
        .name("witness")
        .build();
  }

  private Path file() {
    return directory.resolve("witness");
  }

  private Path gate(String name) {
    return directory.resolve("gate-" + name);
  }

  void shut(String name) {
    try {
      Files.createFile(gate(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void open(String name) {
    try {
      Files.delete(gate(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the jobs that have started, in that order, each as often as it did. */
  List<String> lines() {
    try {
      return Files.exists(file()) ? Files.readAllLines(file(), UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the job of a name has started. */
  long count(String name) {
    return lines().stream().filter(name::equals).count();
  }
}
