package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in an instance that {@code flux start} starts for it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RealProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void there_is_a_flux() {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "flux")));
    if (!found) {
      System.err.println(
          "SKIPPED: the program on real Flux, because there is no `flux` on the PATH");
    }
    Assumptions.assumeTrue(found, "no flux on the PATH");
  }

  @Test
  void the_jobs_of_the_demo_are_in_flux_jobs() throws Exception {
    Files.writeString(
        directory.resolve("inside"),
        """
        #!/bin/sh
        %s
        echo "status $?"
        flux jobs -a -n -o '{name} {result}'
        """
            .formatted(quoted(Program.schedulerCommand("demo"))));

    try (Program demo = inside()) {
      demo.await(LIMIT);

      assertThat(demo.written())
          .contains("demo: examples/demo.yaml for 20s on Flux at local://", "all as expected")
          .contains("status 0\n", "\nhello COMPLETED\n", "\nbroken FAILED\n");
    }
  }

  @Test
  void sigterm_cancels_the_flux_job_that_runs() throws Exception {
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: long
            every: 1h
            command: [sh, -c, "touch started; exec sleep 1000"]
        """);
    Files.writeString(
        directory.resolve("inside"),
        """
        #!/bin/sh
        %s &
        for i in $(seq 600); do test -e started && break; sleep 0.1; done
        kill -TERM $!
        wait $!
        echo "status $?"
        flux jobs -a -n -o '{name} {result}'
        """
            .formatted(
                quoted(
                    Program.schedulerCommand(
                        "run", "schedule.yaml", "--http", "127.0.0.1:0", "--grace", "100ms"))));

    try (Program run = inside()) {
      run.await(LIMIT);

      assertThat(run.written()).contains("canceling 1 run", "status 0\n", "\nlong CANCELED\n");
    }
  }

  private Program inside() throws IOException {
    Path script = directory.resolve("inside");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return Program.start(directory, List.of("flux", "start", "-s1", script.toString()));
  }

  private static String quoted(List<String> command) {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
