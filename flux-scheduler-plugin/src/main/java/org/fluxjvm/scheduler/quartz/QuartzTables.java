package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.quartz.JobPersistenceException;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.JobStoreCMT;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;
import org.quartz.impl.jdbcjobstore.StdRowLockSemaphore;
import org.quartz.spi.JobStore;
import org.quartz.utils.DBConnectionManager;

/** Quartz' tables, of which some facts cannot be had through its store. */
final class QuartzTables {
  private final JobStoreSupport store;

  QuartzTables(JobStoreSupport store) {
    this.store = store;
  }

  /** What is put right in them from time to time, by a store that does. */
  Optional<StoreUpkeep> upkeep() {
    return switch (store) {
      case FluxJobStoreTX own -> Optional.of(own.upkeep());
      case FluxJobStoreCMT managed -> Optional.of(managed.upkeep());
      default -> Optional.empty();
    };
  }

  /** Has a cluster's acquisitions wait for recoveries, which would take their rows. */
  void lockAcquisitions() {
    if (store.isClustered()) {
      store.setAcquireTriggersWithinLock(true);
    }
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

  /** What is asked of the tables. */
  @FunctionalInterface
  interface Question<A> {
    A ask(Connection connection) throws SQLException;
  }

  /** Asks it in a transaction of its own. */
  <A> A asked(Question<A> question) throws SQLException {
    try (Connection connection = connect()) {
      A found = question.ask(connection);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return found;
    }
  }

  /**
   * Does something in a transaction of its own that has the lock on the triggers, if that is one
   * that others than the store can take: a cluster's is.
   */
  void inLock(StoreAccess.Work work) throws SQLException, JobPersistenceException {
    try (Connection connection = connect()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        if (store.getUseDBLocks()) {
          new StdRowLockSemaphore(store.getTablePrefix(), scheduler(), store.getSelectWithLockSQL())
              .obtainLock(connection, "TRIGGER_ACCESS");
        }
        work.in(connection);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  boolean hasFired(Connection connection, String fireInstance) throws SQLException {
    String sql =
        "SELECT 1 FROM %s WHERE SCHED_NAME = ? AND ENTRY_ID = ?".formatted(table("FIRED_TRIGGERS"));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, scheduler());
      select.setString(2, fireInstance);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Whether a trigger fires, or has fired and is not over. */
  boolean hasFirings(TriggerKey trigger) throws SQLException {
    return asked(connection -> hasFirings(connection, trigger));
  }

  private boolean hasFirings(Connection connection, TriggerKey trigger) throws SQLException {
    String sql =
        "SELECT 1 FROM %s WHERE SCHED_NAME = ? AND TRIGGER_NAME = ? AND TRIGGER_GROUP = ?"
            .formatted(table("FIRED_TRIGGERS"));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, scheduler());
      select.setString(2, trigger.getName());
      select.setString(3, trigger.getGroup());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }
}
