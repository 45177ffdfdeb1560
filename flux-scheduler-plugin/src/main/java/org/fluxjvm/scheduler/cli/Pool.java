package org.fluxjvm.scheduler.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;

/** Makes pools of connections. */
final class Pool {
  /** Quartz' own threads, its completions and the ledger; a wide pool would only wait for locks. */
  private static final int CONNECTIONS = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Pool() {}

  static HikariDataSource open(Store.Database store) {
    return open(store, CONNECTIONS);
  }

  /** A pool for somebody who reads, one thing after the other. */
  static HikariDataSource forReading(Store.Database store) {
    return open(store, 1);
  }

  private static HikariDataSource open(Store.Database store, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("flux-scheduler");
    config.setJdbcUrl(store.url());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(PATIENCE.toMillis());
    store
        .login()
        .ifPresent(
            login -> {
              config.setUsername(login.user());
              config.setPassword(login.password());
            });
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new Failure(
          Failure.FAILED,
          "the database %s cannot be opened: %s".formatted(store.url(), e.getMessage()),
          e);
    } catch (RuntimeException e) { // how it says that there is no driver
      throw new Failure(
          Failure.FAILED,
          """
          the database %s cannot be opened: %s
          The driver of a database server has to be on FLUX_SCHEDULER_CLASSPATH.\
          """
              .formatted(store.url(), e.getMessage()),
          e);
    }
  }
}
