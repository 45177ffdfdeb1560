package org.fluxjvm.scheduler.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database whose connections break as a test wants it, the next time that it matters. */
final class BrokenDataSource {
  /** What happens in place of a call on a connection. */
  interface Fault {
    void at(Connection connection) throws SQLException;
  }

  private static final Fault NONE = connection -> {};

  private volatile String call = "";
  private volatile Fault fault = NONE;

  /** From now on, and until the fault has taken itself back. */
  void breakAt(String call, Fault fault) {
    this.fault = fault;
    this.call = call;
  }

  void mend() {
    call = "";
  }

  static SQLException lost() {
    return new SQLException("the connection was lost", "08006");
  }

  DataSource over(DataSource source) {
    return proxy(
        DataSource.class, source, (made, name) -> made instanceof Connection c ? broken(c) : made);
  }

  private Connection broken(Connection connection) {
    return proxy(Connection.class, connection, (made, name) -> made);
  }

  private interface Result {
    Object of(Object made, String name);
  }

  private <T> T proxy(Class<T> type, T target, Result result) {
    return type.cast(
        Proxy.newProxyInstance(
            BrokenDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (target instanceof Connection connection && method.getName().equals(call)) {
                fault.at(connection);
              }
              try {
                Object made = method.invoke(target, arguments);
                return made == null ? null : result.of(made, method.getName());
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
