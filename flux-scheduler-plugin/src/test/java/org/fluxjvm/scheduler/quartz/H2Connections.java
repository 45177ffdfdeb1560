package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/** A data source of Quartz in H2, and properties of a scheduler that has its store there. */
public final class H2Connections implements ConnectionProvider {
  private String url = "";
  private @Nullable JdbcConnectionPool pool;

  /** Called by Quartz. */
  public H2Connections() {}

  /** The data source {@code h2}. */
  static Properties dataSource(String url) {
    Properties properties = new Properties();
    properties.put(
        "org.quartz.dataSource.h2.connectionProvider.class", H2Connections.class.getName());
    properties.put("org.quartz.dataSource.h2.url", url);
    return properties;
  }

  /** The same, with Quartz' store in it, and the ledger beside. */
  static Properties properties(String url) {
    Properties properties = dataSource(url);
    properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.put(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    properties.put("org.quartz.jobStore.dataSource", "h2");
    properties.put("org.quartz.jobStore.useProperties", "true");
    properties.put("org.quartz.plugin.flux.createLedger", "true");
    return properties;
  }

  static void createTables(String url) throws SQLException {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("RUNSCRIPT FROM 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
    }
    pool.dispose();
  }

  /**
   * Sets the database.
   *
   * @param value a JDBC URL
   */
  public void setUrl(String value) {
    url = value;
  }

  @Override
  public void initialize() {
    pool = JdbcConnectionPool.create(url, "sa", "");
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (pool == null) {
      throw new SQLException("not initialized");
    }
    return pool.getConnection();
  }

  @Override
  public void shutdown() {
    if (pool != null) {
      pool.dispose();
    }
  }
}
