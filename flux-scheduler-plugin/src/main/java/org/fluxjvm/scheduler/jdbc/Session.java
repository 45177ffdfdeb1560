package org.fluxjvm.scheduler.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for the time of one transaction; taken back unless it is committed. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final boolean wasAutoCommit;
  private boolean open;

  Session(DataSource dataSource, Dialect dialect, boolean autoCommit) throws SQLException {
    connection = dataSource.getConnection();
    try {
      wasAutoCommit = connection.getAutoCommit();
      connection.setAutoCommit(autoCommit);
      if (!autoCommit && dialect.begin().isPresent()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(dialect.begin().get());
        }
      }
      open = !autoCommit;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Transaction transaction(TableNames names) {
    return new Transaction(connection, names);
  }

  /**
   * Commits.
   *
   * @throws SQLException if the database says that it took the transaction back
   * @throws org.fluxjvm.scheduler.LedgerException if the outcome is not known
   */
  void commit(String doing, Failures failures) throws SQLException {
    try {
      connection.commit();
      open = false;
    } catch (SQLException e) {
      if (Dialect.isRolledBack(e)) {
        throw e;
      }
      throw failures.outcomeUnknown(doing, e);
    }
  }

  /** What fails here changes nothing of how the transaction ended: a lost connection is lost. */
  @Override
  public void close() {
    try (connection) {
      if (open) {
        connection.rollback();
      }
      connection.setAutoCommit(wasAutoCommit);
    } catch (SQLException e) {
      LOG.debug("a connection of the ledger could not be given back in good order", e);
    }
  }
}
