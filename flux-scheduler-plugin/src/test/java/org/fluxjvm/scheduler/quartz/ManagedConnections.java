package org.fluxjvm.scheduler.quartz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.quartz.utils.ConnectionProvider;

/**
 * A data source of Quartz as a transaction manager has it: what is done on its connections is part
 * of their thread's transaction, if there is one, and Quartz does not commit it.
 */
public final class ManagedConnections implements ConnectionProvider {
  private static final ThreadLocal<@Nullable Connection> TRANSACTION = new ThreadLocal<>();

  private String url = "";
  private @Nullable JdbcConnectionPool pool;

  /** Called by Quartz. */
  public ManagedConnections() {}

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** The data source {@code managed}, for a store whose other one is that of H2Connections. */
  static Properties properties(String url) {
    Properties properties = new Properties();
    properties.put(
        "org.quartz.dataSource.managed.connectionProvider.class",
        ManagedConnections.class.getName());
    properties.put("org.quartz.dataSource.managed.url", url);
    properties.put("org.quartz.jobStore.dataSource", "managed");
    properties.put("org.quartz.jobStore.nonManagedTXDataSource", "h2");
    properties.put("org.quartz.jobStore.dontSetAutoCommitFalse", "true");
    return properties;
  }

  /** Does something in a transaction, and takes it back. */
  static void takenBack(String url, Work work) throws Exception {
    JdbcConnectionPool own = JdbcConnectionPool.create(url, "sa", "");
    try (Connection connection = own.getConnection()) {
      connection.setAutoCommit(false);
      TRANSACTION.set(connection);
      work.run();
      connection.rollback();
    } finally {
      TRANSACTION.remove();
      own.dispose();
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
    Connection transaction = TRANSACTION.get();
    if (transaction != null) {
      return managed(transaction, () -> {});
    }
    if (pool == null) {
      throw new SQLException("not initialized");
    }
    Connection own = pool.getConnection();
    own.setAutoCommit(false);
    return managed(
        own,
        () -> {
          own.commit();
          own.close();
        });
  }

  private static Connection managed(Connection connection, Work close) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "commit", "rollback", "setAutoCommit" ->
                    throw new SQLException(method.getName() + " is the transaction manager's");
                case "close" -> close.run();
                default -> {
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }
              }
              return null;
            });
  }

  @Override
  public void shutdown() {
    if (pool != null) {
      pool.dispose();
    }
  }
}
