package org.fluxjvm.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.fluxjvm.scheduler.jdbc.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program on a database server, which others can reach too. */
@Timeout(300) // several processes, which may take a while to start
class ServedProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory = Path.of("");
  private PostgresServer server;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.start();
    Files.writeString(
        directory.resolve("schedule.yaml"),
        """
        jobs:
          - name: long
            every: 1h
            command: [sh, -c, "echo x >> started; until test -e go; do sleep 0.1; done"]
        """);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tables_that_are_missing_are_told_of_and_made_on_request() throws Exception {
    try (Program run = program("bare", "here", Map.of(), "--flux", "embedded:")) {
      assertThat(run.await(LIMIT)).isEqualTo(1);
      assertThat(run.errors()).contains("--create-tables").doesNotContain("\tat ");
    }
    try (Program run =
        program("made", "here", Map.of(), "--flux", "embedded:", "--create-tables")) {
      await().atMost(LIMIT).until(() -> runs("here").contains("\"RUNNING\""));
      Files.createFile(directory.resolve("go"));
      await().atMost(LIMIT).until(() -> runs("here").contains("\"COMPLETED\""));
      run.process().destroy();
      assertThat(run.await(LIMIT)).as(run::errors).isZero();
    }
    assertThat(runs("here")).contains("\"COMPLETED\""); // of the ledger, as nothing runs
  }

  @Test
  void a_second_program_on_another_instance_of_flux_is_refused() throws Exception {
    try (Program first =
        program("first", "here", Map.of(), "--flux", "embedded:", "--create-tables")) {
      await().atMost(LIMIT).until(() -> runs("here").contains("\"RUNNING\""));
      try (Program second = program("second", "there", Map.of(), "--flux", "embedded:")) {
        assertThat(second.await(LIMIT)).isEqualTo(1);
        assertThat(second.errors()).contains("Flux").doesNotContain("\tat ");
      }
      assertThat(first.process().isAlive()).isTrue();
    }
    assertThat(directory.resolve("started")).hasContent("x");
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void a_second_program_on_the_same_instance_shares_the_runs_and_takes_over_from_a_killed_one(
      FluxInstance instance) throws Exception {
    Map<String, String> around = Map.of("FLUX_URI", instance.uri());
    try (Program first = program("first", "here", around, "--create-tables")) {
      await().atMost(LIMIT).until(() -> runs("here").contains("\"RUNNING\""));
      try (Program second = program("second", "there", around)) {
        await().atMost(LIMIT).until(() -> runs("there").contains("\"RUNNING\""));
        assertThat(runs("there")).contains("followed by ");

        first.process().destroyForcibly(); // SIGKILL
        await().atMost(LIMIT).until(() -> !runs("there").contains("followed by "));
        Files.createFile(directory.resolve("go"));
        await().atMost(LIMIT).until(() -> runs("there").contains("\"COMPLETED\""));
        second.process().destroy();
        assertThat(second.await(LIMIT)).as(second::errors).isZero();
      }
    }
    assertThat(directory.resolve("started")).hasContent("x");
  }

  @Test
  @FluxTest(InstanceKind.REAL)
  void the_ledger_says_of_a_run_that_another_node_follows_it_when_none_runs_here(
      FluxInstance instance) throws Exception {
    Map<String, String> around = Map.of("FLUX_URI", instance.uri());
    try (Program first = program("first", "here", around, "--create-tables")) {
      await().atMost(LIMIT).until(() -> runs("here").contains("\"RUNNING\""));
      try (Program second = program("second", "there", around)) {
        await().atMost(LIMIT).until(() -> runs("there").contains("\"RUNNING\""));
        second.process().destroy();
        assertThat(second.await(LIMIT)).as(second::errors).isZero();
      }
      assertThat(runs("there")).contains("\"waiting\":\"followed by ");

      first.process().destroy(); // which leaves the run in Flux
      assertThat(first.await(LIMIT)).as(first::errors).isZero();
      assertThat(runs("there")).contains("\"waiting\":\"for the scheduler to be started\"");
    }
    Files.createFile(directory.resolve("go"));
  }

  private String runs(String state) throws Exception {
    try (Program command =
        Program.scheduler(
            directory, "runs", List.of("runs", "--json", "--state-dir", state), environment())) {
      command.await(LIMIT);
      return command.written();
    }
  }

  private Program program(String name, String state, Map<String, String> around, String... options)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", "schedule.yaml", "--http", "none", "--state-dir", state, "--db", url()));
    arguments.addAll(List.of(options));
    Map<String, String> environment = new HashMap<>(environment());
    environment.putAll(around);
    return Program.scheduler(directory, name, arguments, environment);
  }

  /** Without its user: who that is, the program has from its environment. */
  private String url() {
    URI uri = URI.create(server.url().substring("jdbc:".length()));
    return "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath());
  }

  private static Map<String, String> environment() {
    return Map.of("FLUX_SCHEDULER_DB_USER", "postgres", "FLUX_SCHEDULER_DB_PASSWORD", "postgres");
  }
}
