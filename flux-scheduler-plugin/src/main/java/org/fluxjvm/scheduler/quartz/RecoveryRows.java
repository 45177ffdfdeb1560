package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.quartz.Job;
import org.quartz.SchedulerConfigException;
import org.quartz.spi.ClassLoadHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Quartz recover the firings of Flux jobs whose rows would escape it: those of jobs that were
 * stored without asking for recovery, and, where the scheduler is alone, those of an instance id
 * that it had before. To be called before the store recovers.
 */
final class RecoveryRows {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryRows.class);
  private static final String EXECUTING = "EXECUTING";

  private final QuartzTables tables;
  private final ClassLoadHelper classes;

  RecoveryRows(QuartzTables tables, ClassLoadHelper classes) {
    this.tables = tables;
    this.classes = classes;
  }

  void claim() throws SchedulerConfigException {
    try (Connection connection = tables.connect()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        for (String type : fluxJobClasses(connection)) {
          claim(connection, type);
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new SchedulerConfigException(
          "The rows of Flux jobs in data source %s could not be marked for recovery: %s"
              .formatted(tables.dataSource(), e.getMessage()),
          e);
    }
  }

  private void claim(Connection connection, String type) throws SQLException {
    String jobs = tables.table("JOB_DETAILS");
    String fired = tables.table("FIRED_TRIGGERS");
    String adopted = tables.isClustered() ? "" : ", INSTANCE_NAME = ?";
    try (PreparedStatement updateJobs =
            connection.prepareStatement(
                "UPDATE %s SET REQUESTS_RECOVERY = ? WHERE SCHED_NAME = ? AND JOB_CLASS_NAME = ?"
                    .formatted(jobs));
        PreparedStatement updateFired =
            connection.prepareStatement(
                """
                UPDATE %1$s SET REQUESTS_RECOVERY = ?%2$s
                WHERE SCHED_NAME = ? AND STATE = ? AND EXISTS (
                  SELECT 1 FROM %3$s J
                  WHERE J.SCHED_NAME = %1$s.SCHED_NAME AND J.JOB_NAME = %1$s.JOB_NAME
                    AND J.JOB_GROUP = %1$s.JOB_GROUP AND J.JOB_CLASS_NAME = ?)\
                """
                    .formatted(fired, adopted, jobs))) {
      updateJobs.setBoolean(1, true);
      updateJobs.setString(2, tables.scheduler());
      updateJobs.setString(3, type);
      updateJobs.executeUpdate();
      int column = 0;
      updateFired.setBoolean(++column, true);
      if (!adopted.isEmpty()) {
        updateFired.setString(++column, tables.instance());
      }
      updateFired.setString(++column, tables.scheduler());
      updateFired.setString(++column, EXECUTING);
      updateFired.setString(++column, type);
      updateFired.executeUpdate();
    }
  }

  private List<String> fluxJobClasses(Connection connection) throws SQLException {
    String sql =
        "SELECT DISTINCT JOB_CLASS_NAME FROM %s WHERE SCHED_NAME = ?"
            .formatted(tables.table("JOB_DETAILS"));
    List<String> names = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tables.scheduler());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (isFluxJob(rows.getString(1))) {
            names.add(rows.getString(1));
          }
        }
      }
    }
    return names;
  }

  /** A class that is gone makes trouble when its job fires, not before. */
  private boolean isFluxJob(String name) {
    try {
      return FluxJobs.includes(classes.loadClass(name, Job.class));
    } catch (ClassNotFoundException | ClassCastException e) {
      LOG.debug("Job class {} cannot be loaded", name, e);
      return false;
    }
  }
}
