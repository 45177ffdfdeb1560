package org.fluxjvm.scheduler.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that a ledger is tested with. Servers are started once. */
enum TestDatabase {
  H2_IN_MEMORY {
    @Override
    DataSource dataSource() {
      return h2("jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1");
    }
  },
  H2_IN_A_FILE {
    @Override
    DataSource dataSource() {
      return h2(FileHolder.URL);
    }
  },
  POSTGRESQL {
    @Override
    DataSource dataSource() {
      return PostgresHolder.SERVER.dataSource();
    }
  },
  MARIADB {
    @Override
    DataSource dataSource() {
      return MariaDbHolder.SERVER.dataSource();
    }
  };

  private static final boolean MARIADB_IS_PRESENT = MariaDbServer.isPresent();
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  abstract DataSource dataSource();

  /** The tables that most tests share, emptied. */
  JdbcLedger emptyLedger(InstantSource clock) {
    DataSource source = dataSource();
    new LedgerSchema(source).create();
    for (String table : List.of("RUNS", "SUBMISSIONS", "NODES", "LIMITS")) {
      execute(source, "DELETE FROM FLUX_" + table);
    }
    return new JdbcLedger(source, TableNames.DEFAULT_PREFIX, clock);
  }

  static void execute(DataSource source, String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Those that can be had here. */
  static List<TestDatabase> all() {
    return Arrays.stream(values())
        .filter(database -> database != MARIADB || MARIADB_IS_PRESENT)
        .toList();
  }

  /** The names of tables that nobody else uses. */
  static String freshPrefix() {
    return "T" + PREFIXES.incrementAndGet() + "_";
  }

  static DataSource h2(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    return source;
  }

  private static final class FileHolder {
    static final String URL;

    static {
      try {
        URL =
            "jdbc:h2:async:"
                + Files.createTempDirectory("ledger").resolve("db")
                + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class PostgresHolder {
    static final PostgresServer SERVER = PostgresServer.start();
  }

  private static final class MariaDbHolder {
    static final MariaDbServer SERVER = MariaDbServer.start();
  }
}
