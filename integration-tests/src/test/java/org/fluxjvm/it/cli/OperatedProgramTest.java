package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program, commanded, killed and started again by processes of their own. */
@Timeout(300) // several processes, which may take a while to start
class OperatedProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory = Path.of("");

  @Test
  void what_ran_in_a_killed_program_on_an_embedded_instance_is_uncertain_until_it_is_resolved()
      throws Exception {
    schedule("touch started; exec sleep 1000");
    List<String> run = List.of("run", "schedule.yaml", "--flux", "embedded:", "--http", "none");
    try (Program killed = program("killed", run, Map.of())) {
      await().atMost(LIMIT).until(() -> Files.exists(directory.resolve("started")));
      await().atMost(LIMIT).until(() -> listed(Map.of()).contains("\"RUNNING\""));
      killed.process().destroyForcibly();
      assertThat(killed.await(LIMIT)).isNotZero();
    }
    assertThat(listed(Map.of())).contains("\"RUNNING\"");

    try (Program again = program("again", run, Map.of())) {
      await().atMost(LIMIT).until(() -> listed(Map.of()).contains("\"UNCERTAIN\""));
      String id = listed(Map.of()).replaceAll("(?s).*?\"id\":\"([0-9a-v]{16})\".*", "$1");

      assertThat(command(Map.of(), "resolve", id, "--as", "failed")).contains("settled as failed");
      assertThat(listed(Map.of())).contains("\"FAILED\"");
      again.process().destroy();
      again.await(LIMIT);
    }
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void sigterm_and_stop_detach_leave_the_job_to_the_next_start_which_follows_it(
      FluxInstance instance) throws Exception {
    Map<String, String> around = Map.of("FLUX_URI", instance.uri());
    schedule("echo x >> started; until test -e go; do sleep 0.1; done");
    List<String> run = List.of("run", "schedule.yaml", "--http", "none");
    try (Program first = program("first", run, around)) {
      await().atMost(LIMIT).until(() -> listed(around).contains("\"RUNNING\""));
      first.process().destroy(); // SIGTERM
      assertThat(first.await(LIMIT)).as(first::errors).isZero();
      assertThat(first.written()).contains("left running in Flux", "left running: long, run ");
    }

    try (Program second = program("second", run, around)) {
      await().atMost(LIMIT).until(() -> second.written().contains(" run "));
      assertThat(command(around, "stop", "--detach")).contains("left running in Flux: 1 run");
      assertThat(second.await(LIMIT)).as(second::errors).isZero();
    }

    try (Program third = program("third", run, around)) {
      await().atMost(LIMIT).until(() -> third.written().contains(" run "));
      Files.createFile(directory.resolve("go"));
      await().atMost(LIMIT).until(() -> listed(around).contains("\"COMPLETED\""));
      assertThat(command(around, "stop", "--drain")).contains("stopping");
      assertThat(third.await(LIMIT)).as(third::errors).isZero();
    }
    assertThat(directory.resolve("started")).hasContent("x");
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void a_killed_program_follows_the_same_job_to_its_end_when_it_is_started_again(
      FluxInstance instance) throws Exception {
    Map<String, String> around = Map.of("FLUX_URI", instance.uri());
    schedule("echo x >> started; until test -e go; do sleep 0.1; done", 1);
    List<String> run = List.of("run", "schedule.yaml", "--http", "none");
    String job;
    try (Program killed = program("killed", run, around)) {
      await().atMost(LIMIT).until(() -> listed(around).contains("\"RUNNING\""));
      job = jobId(listed(around));
      killed.process().destroyForcibly(); // SIGKILL
      assertThat(killed.await(LIMIT)).isNotZero();
    }

    try (Program again = program("again", run, around)) {
      await().atMost(LIMIT).until(() -> again.written().contains(" run "));
      assertThat(jobId(listed(around))).isEqualTo(job);
      Files.createFile(directory.resolve("go"));

      assertThat(again.await(LIMIT)).as(again::errors).isZero();
      assertThat(again.written()).contains("1 run, all as expected");
    }
    assertThat(listed(around)).contains("\"COMPLETED\"");
    assertThat(directory.resolve("started")).hasContent("x");
  }

  private static String jobId(String listed) {
    return listed.replaceAll("(?s).*?\"jobId\":\"([^\"]+)\".*", "$1");
  }

  private void schedule(String script) throws IOException {
    schedule(script, 1000);
  }

  private void schedule(String script, int count) throws IOException {
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: long
            every: 1h
            count: %d
            command: [sh, -c, "%s"]
        """
            .formatted(count, script));
  }

  private String listed(Map<String, String> environment) throws Exception {
    return command(environment, "runs", "--json");
  }

  private String command(Map<String, String> environment, String... arguments) throws Exception {
    try (Program command = program("command", List.of(arguments), environment)) {
      command.await(LIMIT);
      return command.written();
    }
  }

  /** Each has files of its own for what it writes, and the same state. */
  private Program program(String name, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return Program.scheduler(directory, name, arguments, environment);
  }
}
