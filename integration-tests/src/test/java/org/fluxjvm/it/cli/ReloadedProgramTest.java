package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program whose schedule file is edited while it runs. */
@Timeout(300) // a process of its own, which may take a while to start
class ReloadedProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path directory = Path.of("");

  @Test
  void what_changes_in_the_file_is_taken_up_and_what_is_wrong_changes_nothing() throws Exception {
    schedule("long", "until test -e go; do sleep 0.1; done");
    try (Program run =
        Program.scheduler(
            directory, "run", "schedule.yaml", "--flux", "embedded:", "--http", "none")) {
      await().atMost(LIMIT).until(() -> run.written().contains(" run "));

      schedule("quick", "echo x >> quick");
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(directory.resolve("quick")).hasContent("x"));
      assertThat(run.written()).contains("schedule.yaml: ");

      write("jobs:\n  - name: quick\n    evry: 1h\n    command: [echo]\n");
      await().atMost(LIMIT).until(() -> run.written().contains("the schedule stays as it was"));
      assertThat(run.written()).contains("schedule.yaml:3:5: ");

      schedule("third", "echo x >> third");
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(directory.resolve("third")).hasContent("x"));

      Files.createFile(directory.resolve("go")); // the job that is gone runs still, and counts
      await().atMost(LIMIT).until(() -> run.written().matches("(?s).*long +\\S+ +completed.*"));
      run.process().destroy(); // SIGTERM
      assertThat(run.await(LIMIT)).as(run::errors).isZero();
      assertThat(run.written()).contains("3 runs, all as expected");
      assertThat(directory.resolve("quick")).hasContent("x");
    }
  }

  @Test
  void a_hang_up_has_the_file_read_and_ends_nothing() throws Exception {
    schedule("first", "true");
    try (Program run =
        Program.scheduler(
            directory, "run", "schedule.yaml", "--flux", "embedded:", "--http", "none")) {
      await().atMost(LIMIT).until(() -> run.written().contains(" run "));
      write("jobs: [{ nam: wrong }]\n");
      await().atMost(LIMIT).until(() -> mistakes(run) == 1); // as it is told once by itself

      String pid = Long.toString(run.process().pid());
      assumeFalse(ignoresHangUps(pid), "SIGHUP is ignored by what is started here, as by nohup");
      assertThat(new ProcessBuilder("kill", "-HUP", pid).inheritIO().start().waitFor()).isZero();

      await().atMost(LIMIT).until(() -> mistakes(run) == 2);
      assertThat(run.process().isAlive()).isTrue();
      run.process().destroy(); // SIGTERM
      assertThat(run.await(LIMIT)).as(run::errors).isZero();
    }
  }

  private static boolean ignoresHangUps(String pid) throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc", pid, "status"))) {
      return status.anyMatch(line -> line.matches("SigIgn:.*[13579bdf]")); // SIGHUP is 1
    }
  }

  private static int mistakes(Program run) {
    return run.written().split("the schedule stays as it was", -1).length - 1;
  }

  private void schedule(String name, String script) throws IOException {
    write(
        """
        jobs:
          - name: %s
            every: 1h
            command: [sh, -c, "%s"]
        """
            .formatted(name, script));
  }

  /** As editors do it: nobody reads half a file. */
  private void write(String yaml) throws IOException {
    Path edited = Files.writeString(directory.resolve("schedule.yaml~"), yaml);
    Files.move(edited, directory.resolve("schedule.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }
}
