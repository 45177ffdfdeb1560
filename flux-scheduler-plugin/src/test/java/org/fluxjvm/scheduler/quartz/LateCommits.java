package org.fluxjvm.scheduler.quartz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/**
 * A data source of Quartz in H2 that loses the answer to one commit. The commit is on its way for a
 * while longer: it is made at the end of the next transaction, which cannot see it yet.
 */
public final class LateCommits implements ConnectionProvider {
  private static final AtomicReference<@Nullable String> LOST = new AtomicReference<>();
  private static final AtomicReference<@Nullable Connection> LATE = new AtomicReference<>();

  private final H2Connections connections = new H2Connections();

  /** Called by Quartz. */
  public LateCommits() {}

  /** Loses the next commit that puts down a firing in a state. */
  static void lose(String state) {
    LOST.set(state);
  }

  static boolean isLost() {
    return LOST.get() == null && LATE.get() == null;
  }

  /**
   * Sets the database.
   *
   * @param value a JDBC URL
   */
  public void setUrl(String value) {
    connections.setUrl(value);
  }

  @Override
  public void initialize() {
    connections.initialize();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = connections.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (connection.equals(LATE.get())) {
                return null; // whoever lost it has no hold on it
              }
              if (method.getName().equals("commit")) {
                beforeCommit(connection);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void beforeCommit(Connection connection) throws SQLException {
    Connection late = LATE.getAndSet(null);
    if (late != null) {
      late.commit();
      late.close();
    }
    String state = LOST.get();
    if (state != null && hasFiring(connection, state)) {
      LOST.set(null);
      LATE.set(connection);
      throw new SQLException("the connection was cut on purpose", "08006");
    }
  }

  private static boolean hasFiring(Connection connection, String state) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM QRTZ_FIRED_TRIGGERS WHERE STATE = ?")) {
      select.setString(1, state);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public void shutdown() {
    connections.shutdown();
  }
}
