package org.fluxjvm.scheduler.quartz;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.DBConnectionManager;

/** One of Quartz' data sources, whichever pool is behind it. */
final class QuartzDataSource implements DataSource {
  private final String name;

  QuartzDataSource(String name) {
    this.name = name;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return DBConnectionManager.getInstance().getConnection(name);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("data source " + name + " has its own user");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("data source " + name + " is configured in Quartz");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("data source " + name + " logs elsewhere");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("data source " + name + " wraps no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
