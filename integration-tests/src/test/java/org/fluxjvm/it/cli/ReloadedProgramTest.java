package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    Files.move(
        edited,
        directory.resolve("schedule.yaml"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
