package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.fluxjvm.scheduler.control.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAccessTest {
  @TempDir Path above = Path.of("");

  @Test
  void an_interrupt_of_a_thread_that_writes_does_not_close_the_file() throws SQLException {
    StateDirectory directory = StateDirectory.create(above.resolve("state"));
    try (HikariDataSource pool =
            Pool.open(
                new Store.Database(DatabaseAccess.file(directory), Optional.empty(), true, true));
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T (A INT)");

      Thread.currentThread().interrupt();
      statement.execute("INSERT INTO T VALUES (1)");
      assertThat(Thread.interrupted()).isTrue();

      statement.execute("INSERT INTO T VALUES (2)");
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void a_ledger_whose_file_was_opened_the_other_way_can_still_be_read() throws Exception {
    Path file = Started.file(above, "jobs: [{name: once, every: 1s, count: 1, command: [echo]}]");
    Started ended =
        Started.with(above, "run", file.toString(), "--flux", "embedded:", "--http", "none");
    assertThat(ended.status()).as(ended.err()).isZero();
    Path state = above.resolve("flux-scheduler/schedule/scheduler.json");
    String written = Files.readString(state);
    assertThat(written).contains("jdbc:h2:async:");

    Files.writeString(state, written.replace("jdbc:h2:async:", "jdbc:h2:file:"));

    assertThat(Started.with(above, "runs").out()).contains("once", "completed");
  }
}
