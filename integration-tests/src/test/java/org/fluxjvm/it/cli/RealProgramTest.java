package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program with a real instance around it; Flux's own command tells what became of its jobs. */
@Timeout(180) // a process of its own, which may take a while to start
class RealProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory = Path.of("");

  private static List<String> jobs(FluxInstance instance) throws Exception {
    ProcessBuilder jobs =
        new ProcessBuilder("flux", "jobs", "-a", "-n", "-o", "{name} {result}")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    jobs.environment().put("FLUX_URI", instance.uri());
    Process process = jobs.start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void the_jobs_of_the_demo_are_in_flux_jobs(FluxInstance instance) throws Exception {
    try (Program demo = Program.scheduler(instance, directory, "demo")) {
      assertThat(demo.await(LIMIT)).as(demo::written).isZero();

      assertThat(demo.written())
          .contains("demo: examples/demo.yaml for 20s on Flux at local://", "all as expected");
      assertThat(jobs(instance)).contains("hello COMPLETED", "broken FAILED");
    }
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void sigterm_cancels_the_flux_job_that_runs_in_a_schedule_without_a_store(FluxInstance instance)
      throws Exception {
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: long
            every: 1h
            command: [sh, -c, "touch started; exec sleep 1000"]
        """);

    try (Program run =
        Program.scheduler(
            instance,
            directory,
            "run",
            "schedule.yaml",
            "--store",
            "ram",
            "--http",
            "127.0.0.1:0",
            "--grace",
            "100ms")) {
      await().atMost(LIMIT).until(() -> Files.exists(directory.resolve("started")));
      run.process().destroy(); // SIGTERM

      assertThat(run.await(LIMIT)).as(run::errors).isZero();
      assertThat(run.written()).contains("canceling 1 run");
      assertThat(jobs(instance)).containsExactly("long CANCELED");
    }
  }
}
