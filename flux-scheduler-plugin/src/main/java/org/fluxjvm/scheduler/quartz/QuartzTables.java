package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.spi.JobStore;
import org.quartz.utils.DBConnectionManager;

/** Quartz' tables, of which some facts cannot be had through its store. */
final class QuartzTables {
  private final JobStoreSupport store;

  QuartzTables(JobStoreSupport store) {
    this.store = store;
  }

  /** Those of a store that has some. */
  static Optional<QuartzTables> of(JobStore store) {
    return store instanceof JobStoreSupport jdbc
        ? Optional.of(new QuartzTables(jdbc))
        : Optional.empty();
  }

  /** The name of the data source whose transactions are Quartz' own. */
  String dataSource() {
    return store instanceof JobStoreCMT managed
        ? managed.getNonManagedTXDataSource()
        : store.getDataSource();
  }

  String scheduler() {
    return store.getInstanceName();
  }

  String instance() {
    return store.getInstanceId();
  }

  boolean isClustered() {
    return store.isClustered();
  }

  String table(String name) {
    return store.getTablePrefix() + name;
  }

  Connection connect() throws SQLException {
    return DBConnectionManager.getInstance().getConnection(dataSource());
  }

  /** Whether a firing is still this cluster's: the row of one that was recovered is gone. */
  boolean hasFired(String fireInstance) throws SQLException {
    return asked(connection -> hasFired(connection, fireInstance));
  }

  @FunctionalInterface
  private interface Question {
    boolean ask(Connection connection) throws SQLException;
  }

  private boolean asked(Question question) throws SQLException {
    try (Connection connection = connect()) {
      boolean found = question.ask(connection);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return found;
    }
  }

  boolean hasFired(Connection connection, String fireInstance) throws SQLException {
    return isThere(connection, fireInstance, "");
  }

  /** Whether it is put down that a firing has begun. */
  boolean isExecuting(Connection connection, String fireInstance) throws SQLException {
    return isThere(connection, fireInstance, " AND STATE = 'EXECUTING'");
  }

  /** The same, in a transaction of its own. */
  boolean isExecuting(String fireInstance) throws SQLException {
    return asked(connection -> isExecuting(connection, fireInstance));
  }

  private boolean isThere(Connection connection, String fireInstance, String condition)
      throws SQLException {
    String sql =
        "SELECT 1 FROM "
            + table("FIRED_TRIGGERS")
            + " WHERE SCHED_NAME = ? AND ENTRY_ID = ?"
            + condition;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, scheduler());
      select.setString(2, fireInstance);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }
}
