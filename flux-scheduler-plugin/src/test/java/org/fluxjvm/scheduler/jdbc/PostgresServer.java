package org.fluxjvm.scheduler.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/** A PostgreSQL of the tests' own, also for root, whom the server itself refuses. */
public final class PostgresServer implements AutoCloseable {
  private final EmbeddedPostgres server;

  private PostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts one, which looks for deadlocks soon; it ends with {@link #close} or with this JVM. */
  public static PostgresServer start() {
    try {
      return new PostgresServer(
          EmbeddedPostgres.builder().setServerConfig("deadlock_timeout", "50ms").start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, with its user: for another JVM too. */
  public String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  public DataSource dataSource() {
    return server.getPostgresDatabase();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
