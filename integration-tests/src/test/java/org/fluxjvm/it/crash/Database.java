package org.fluxjvm.it.crash;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/** Connections to a database that are lost when the cuts say so. */
final class Database implements DataSource, ConnectionProvider {
  private final String url;
  private final Cuts cuts;
  private @Nullable Connection kept;

  /** When connections are lost. */
  interface Cuts {
    /** Called before each commit, and before a connection is made. */
    void before() throws SQLException;

    /** Called after each commit. */
    void after() throws SQLException;
  }

  private static final Cuts NONE =
      new Cuts() {
        @Override
        public void before() {}

        @Override
        public void after() {}
      };

  Database(String url) {
    this(url, NONE);
  }

  Database(String url, Cuts cuts) {
    this.url = url;
    this.cuts = cuts;
  }

  /** Keeps an H2 file from being closed with each connection. */
  void keepOpen() throws SQLException {
    kept = DriverManager.getConnection(url);
  }

  static SQLException lost() {
    return new SQLException("the connection was cut on purpose", "08006");
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                if (!method.getName().equals("commit")) {
                  return method.invoke(connection, arguments);
                }
                commit(connection);
                return null;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void commit(Connection connection) throws SQLException {
    try {
      cuts.before();
      connection.commit();
      cuts.after();
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  @Override
  public void initialize() {}

  @Override
  public void shutdown() throws SQLException {
    if (kept != null) {
      kept.close();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
