package org.fluxjvm.scheduler.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

  private static final AtomicInteger PREFIXES = new AtomicInteger();

  abstract DataSource dataSource();

  /** A ledger in tables of its own. */
  JdbcLedger emptyLedger(InstantSource clock) {
    return emptyLedger(dataSource(), clock);
  }

  static JdbcLedger emptyLedger(DataSource source, InstantSource clock) {
    String prefix = freshPrefix();
    new LedgerSchema(source, prefix).create();
    return new JdbcLedger(source, prefix, clock);
  }

  /** Those that can be had here. */
  static List<TestDatabase> all() {
    return Arrays.stream(values())
        .filter(database -> database != MARIADB || MariaDbHolder.PRESENT)
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
        URL = "jdbc:h2:" + Files.createTempDirectory("ledger").resolve("db") + ";WRITE_DELAY=0";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class PostgresHolder {
    static final PostgresServer SERVER = PostgresServer.start();
  }

  private static final class MariaDbHolder {
    static final boolean PRESENT = MariaDbServer.isPresent();
    static final MariaDbServer SERVER = MariaDbServer.start();
  }
}
