package org.fluxjvm.scheduler.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fluxjvm.scheduler.LedgerException;

/** The database that a ledger is in: opens transactions, and says honestly how they ended. */
final class Database {
  /** Each of them ends with somebody else's success, so only a crowd can use them up. */
  private static final int MOST_TRIES = 50;

  /**
   * Connections at once. The pool is often Quartz' own, which has 10: thousands of runs that end
   * together must leave some to the scheduler's threads.
   */
  private static final int MOST_CONNECTIONS = 4;

  private final Semaphore slots = new Semaphore(MOST_CONNECTIONS, true);
  private final DataSource dataSource;
  private final TableNames names;
  private final Dialect dialect;
  private final Failures failures;

  Database(DataSource dataSource, String prefix) {
    this.dataSource = dataSource;
    this.names = new TableNames(prefix);
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      this.failures = new Failures(DatabaseUrl.shown(connection.getMetaData().getURL()));
      this.dialect = Dialect.of(product).orElseThrow(() -> failures.unsupported(product));
    } catch (SQLException e) {
      throw new Failures("the ledger's database").nothingChanged("open the ledger", e);
    }
  }

  /** What is done in a transaction, once or, if others interfere, again from the start. */
  interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }

  Dialect dialect() {
    return dialect;
  }

  TableNames names() {
    return names;
  }

  Failures failures() {
    return failures;
  }

  /**
   * Changes rows: all of it is done when this returns.
   *
   * @param doing what, as in "could not ...", for the message if it fails
   * @throws LedgerException if nothing was changed, or if that is not known; the message tells
   */
  <T> T change(String doing, Work<T> work) {
    return inTurn(() -> tryToChange(doing, work));
  }

  private <T> T tryToChange(String doing, Work<T> work) {
    for (int tries = 1; ; tries++) {
      try (Session session = new Session(dataSource, dialect, false)) {
        T result = work.in(session.transaction(names));
        session.commit(doing, failures);
        return result;
      } catch (SQLException e) {
        if (!Dialect.isInterference(e) || tries == MOST_TRIES) {
          throw failures.nothingChanged(doing, e);
        }
      }
    }
  }

  /** Reads rows, each statement by itself. */
  <T> T read(String doing, Work<T> work) {
    return inTurn(() -> tryToRead(doing, work));
  }

  private <T> T inTurn(Supplier<T> access) {
    slots.acquireUninterruptibly();
    try {
      return access.get();
    } finally {
      slots.release();
    }
  }

  private <T> T tryToRead(String doing, Work<T> work) {
    try (Session session = new Session(dataSource, dialect, true)) {
      return work.in(session.transaction(names));
    } catch (SQLException e) {
      throw failures.notRead(doing, e);
    }
  }
}
