package org.fluxjvm.it.quartz;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/** The data source of a scheduler whose store is a file, and its properties. */
public final class H2File implements ConnectionProvider {
  private String url = "";
  private @Nullable JdbcConnectionPool pool;

  /** Called by Quartz. */
  public H2File() {}

  /**
   * The properties of a store in a file, whose tables are created if they are not there.
   *
   * @param directory where the file is
   * @return properties of Quartz and the plugin
   */
  public static Properties in(Path directory) {
    String url = "jdbc:h2:file:async:" + directory.resolve("quartz") + ";WRITE_DELAY=0";
    createTables(url);
    Properties properties = new Properties();
    properties.put("org.quartz.dataSource.h2.connectionProvider.class", H2File.class.getName());
    properties.put("org.quartz.dataSource.h2.url", url);
    properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.put(
        "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
    properties.put("org.quartz.jobStore.dataSource", "h2");
    properties.put("org.quartz.jobStore.useProperties", "true");
    properties.put("org.quartz.plugin.flux.createLedger", "true");
    return properties;
  }

  private static void createTables(String url) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      boolean there =
          connection.getMetaData().getTables(null, null, "QRTZ_JOB_DETAILS", null).next();
      if (!there) {
        statement.execute("RUNSCRIPT FROM 'classpath:org/quartz/impl/jdbcjobstore/tables_h2.sql'");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.dispose();
    }
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
