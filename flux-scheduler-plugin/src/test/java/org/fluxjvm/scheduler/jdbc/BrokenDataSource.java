package org.fluxjvm.scheduler.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A database whose connections break as a test wants it, the next time that it matters. */
final class BrokenDataSource {
  /** What happens in place of a call on a connection. */
  interface Fault {
    void at(Connection connection) throws SQLException;
  }

  private static final Fault NONE = connection -> {};

  private final AtomicReference<String> call = new AtomicReference<>("");
  private final AtomicReference<Fault> fault = new AtomicReference<>(NONE);

  /** From now on, and until the fault has taken itself back. */
  void breakAt(String call, Fault fault) {
    this.fault.set(fault);
    this.call.set(call);
  }

  void mend() {
    call.set("");
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
              if (target instanceof Connection connection && method.getName().equals(call.get())) {
                fault.get().at(connection);
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
