package org.fluxjvm.scheduler.reload;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.h2.tools.RunScript;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.utils.ConnectionProvider;

/** Quartz's tables in an H2 database in memory, which lives as long as one connection to it. */
public final class H2Connections implements ConnectionProvider {
  private String url = "";

  /** Called by Quartz. */
  public H2Connections() {}

  /** A store of Quartz in such a database. */
  static Properties store(String url) {
    Properties store = new Properties();
    store.put("org.quartz.jobStore.class", JobStoreTX.class.getName());
    store.put("org.quartz.jobStore.driverDelegateClass", StdJDBCDelegate.class.getName());
    store.put("org.quartz.jobStore.useProperties", "true");
    store.put("org.quartz.jobStore.dataSource", "h2");
    store.put("org.quartz.dataSource.h2.connectionProvider.class", H2Connections.class.getName());
    store.put("org.quartz.dataSource.h2.url", url);
    return store;
  }

  static Connection create(String url) throws Exception {
    Connection connection = DriverManager.getConnection(url);
    try (Reader tables =
        new InputStreamReader(
            Objects.requireNonNull(
                ConnectionProvider.class.getResourceAsStream(
                    "/org/quartz/impl/jdbcjobstore/tables_h2.sql")),
            StandardCharsets.UTF_8)) {
      RunScript.execute(connection, tables);
    }
    return connection;
  }

  /** Called by Quartz. */
  public void setUrl(String value) {
    url = value;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown() {}
}
