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
import org.fluxjvm.it.Broker;
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
  void what_comes_after_a_run_that_is_resolved_is_begun() throws Exception {
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: settled
            every: 1h
            command: [sh, -c, "touch settled; until test -e go; do sleep 0.1; done"]
          - { name: after-settled, after: { job: settled }, command: [touch, after-settled] }
          - { name: not-settled, after: { job: settled, on: failure }, command: [touch, wrong] }
          - name: again
            every: 1h
            command: [sh, -c, "echo x >> again; until test -e go; do sleep 0.1; done"]
          - { name: after-again, after: { job: again }, command: [touch, after-again] }
        """);
    List<String> run = List.of("run", "schedule.yaml", "--flux", "embedded:", "--http", "none");
    try (Program killed = program("killed", run, Map.of())) {
      await().atMost(LIMIT).until(() -> isThere("settled") && isThere("again"));
      await().atMost(LIMIT).until(() -> !id("settled", "RUNNING").isEmpty());
      await().atMost(LIMIT).until(() -> !id("again", "RUNNING").isEmpty());
      killed.process().destroyForcibly();
      assertThat(killed.await(LIMIT)).isNotZero();
    }
    try (Program next = program("next", run, Map.of())) {
      await().atMost(LIMIT).until(() -> !id("settled", "UNCERTAIN").isEmpty());
      await().atMost(LIMIT).until(() -> !id("again", "UNCERTAIN").isEmpty());

      command(Map.of(), "resolve", id("settled", "UNCERTAIN"), "--as", "completed");
      await().atMost(LIMIT).until(() -> isThere("after-settled"));
      assertThat(directory.resolve("after-again")).doesNotExist();

      Files.createFile(directory.resolve("go"));
      command(Map.of(), "resolve", id("again", "UNCERTAIN"), "--as", "rerun");
      await().atMost(LIMIT).until(() -> isThere("after-again"));
      assertThat(directory.resolve("again")).hasContent("x\nx");
      assertThat(directory.resolve("wrong")).doesNotExist();
      command(Map.of(), "stop", "--drain");
      assertThat(next.await(LIMIT)).as(next::errors).isZero();
    }
  }

  private boolean isThere(String file) {
    return Files.exists(directory.resolve(file));
  }

  /** The run of a job in a state; empty if there is none. */
  private String id(String job, String state) throws Exception {
    String found = command(Map.of(), "runs", "--job", job, "--state", state, "--json");
    return found.contains("\"id\"")
        ? found.replaceAll("(?s).*?\"id\":\"([0-9a-v]{16})\".*", "$1")
        : "";
  }

  @Test
  void who_asks_to_drain_after_a_signal_has_the_runs_waited_for() throws Exception {
    schedule("until test -e go; do sleep 0.1; done");
    List<String> run =
        List.of(
            "run",
            "schedule.yaml",
            "--store",
            "ram",
            "--flux",
            "embedded:",
            "--http",
            "none",
            "--grace",
            "2m");
    try (Program program = program("run", run, Map.of())) {
      await().atMost(LIMIT).until(() -> program.written().contains(" run "));
      program.process().destroy(); // SIGTERM
      await().atMost(LIMIT).until(() -> program.written().contains("stopping: waiting up to 2m"));

      assertThat(command(Map.of(), "stop", "--drain")).contains("stopping, after 1 run");
      await().atMost(LIMIT).until(() -> program.written().contains("stopping: waiting for 1 run"));
      Files.createFile(directory.resolve("go"));

      assertThat(program.await(LIMIT)).as(program::errors).isZero();
      assertThat(program.written()).contains("1 run, all as expected");
    }
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void who_reads_keeps_neither_others_from_reading_nor_a_scheduler_from_starting(
      FluxInstance instance) throws Exception {
    Map<String, String> around = Map.of("FLUX_URI", instance.uri());
    schedule("echo begun; until test -e go; do sleep 0.1; done; echo over");
    List<String> run = List.of("run", "schedule.yaml", "--http", "none");
    try (Program killed = program("killed", run, around)) {
      await().atMost(LIMIT).until(() -> listed(around).contains("\"RUNNING\""));
      killed.process().destroyForcibly();
      killed.await(LIMIT);
    }
    String id = listed(around).replaceAll("(?s).*?\"id\":\"([0-9a-v]{16})\".*", "$1");
    try (Program follower = program("follower", List.of("logs", id, "--follow"), around)) {
      await().atMost(LIMIT).until(() -> follower.written().contains("begun"));
      try (Program one = program("one", List.of("runs"), around);
          Program other = program("other", List.of("show", id), around)) {
        assertThat(one.await(LIMIT)).as(one::errors).isZero();
        assertThat(other.await(LIMIT)).as(other::errors).isZero();
        assertThat(one.written()).contains(id);
        assertThat(other.written()).contains("run " + id);
      }

      try (Program again = program("again", run, around)) {
        await().atMost(LIMIT).until(() -> again.written().contains(" run "));
        Files.createFile(directory.resolve("go"));
        assertThat(follower.await(LIMIT)).as(follower::errors).isZero();
        assertThat(follower.written()).isEqualTo("begun\nover\n");
        await().atMost(LIMIT).until(() -> listed(around).contains("\"COMPLETED\""));
        command(around, "stop", "--drain");
        assertThat(again.await(LIMIT)).as(again::errors).isZero();
      }
    }
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void what_waits_for_flux_says_so() throws Exception {
    Path place = Files.createDirectory(directory.resolve("broker"));
    try (Broker broker = Broker.start(place)) {
      Map<String, String> around = Map.of("FLUX_URI", broker.uri());
      schedule("until test -e go; do sleep 0.1; done");
      try (Program program =
          program("run", List.of("run", "schedule.yaml", "--http", "none"), around)) {
        await().atMost(LIMIT).until(() -> listed(around).contains("\"RUNNING\""));
        broker.pause();
        try {
          command(around, "trigger", "long");
          await()
              .atMost(LIMIT)
              .until(
                  () ->
                      command(around, "runs", "--state", "intent", "--json")
                          .contains("\"waiting\":\"Flux "));
        } finally {
          broker.resume();
        }
        Files.createFile(directory.resolve("go"));
        command(around, "stop", "--drain");
        assertThat(program.await(LIMIT)).as(program::errors).isZero();
      }
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
