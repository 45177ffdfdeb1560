package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.scheduler.jdbc.MariaDbServer;
import org.fluxjvm.scheduler.jdbc.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The program with a database server in place of its file. */
@Timeout(180)
class ServerStoreTest {
  private static final String JOBS =
      """
      jobs:
        - { name: once, at: 2020-01-01T00:00:00Z, command: [sh, -c, "echo ran >> once"] }
        - { name: daily, cron: "0 0 3 * * ?", command: ["true"] }
      """;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory = Path.of("");

  @Test
  void a_postgresql_gets_its_tables_and_has_everything_after_a_restart() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      runAndRestart(server.url());
    }
  }

  @Test
  @EnabledIf("org.fluxjvm.scheduler.jdbc.MariaDbServer#isPresent")
  void a_mariadb_gets_its_tables_and_has_everything_after_a_restart() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      runAndRestart(server.url());
    }
  }

  private void runAndRestart(String url) throws Exception {
    Path ran = directory.resolve("once");
    try (RunningScheduler first =
        RunningScheduler.of(directory, JOBS, "--db", url, "--create-tables")) {
      await().atMost(LIMIT).until(() -> Files.exists(ran));
      await().until(() -> first.command("runs").out().contains("completed"));
      assertThat(first.command("pause", "daily").status()).isZero();
    }
    assertThat(Started.with(directory, "runs").out()).contains("once", "completed");

    try (RunningScheduler second = RunningScheduler.of(directory, JOBS, "--db", url)) {
      await().atMost(LIMIT).until(second::isThere);
      assertThat(second.command("runs").out()).contains("once", "completed");
      assertThat(triggers(url)).containsExactly("daily PAUSED");
    }
    assertThat(ran).content().isEqualTo("ran\n");
  }

  private static List<String> triggers(String url) throws SQLException {
    List<String> found = new ArrayList<>();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT TRIGGER_NAME, TRIGGER_STATE FROM QRTZ_TRIGGERS")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getString(2));
      }
    }
    return found;
  }
}
