package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes Quartz recover the firings of Flux jobs whose rows would escape it: those of jobs that were
 * stored without asking for recovery, and, where the scheduler is alone, those of an instance id
 * that it had before. To be called before the store recovers.
 */
final class RecoveryRows {
  private static final String EXECUTING = "EXECUTING";

  private final QuartzTables tables;
  private final FluxClasses classes;

  RecoveryRows(QuartzTables tables, FluxClasses classes) {
    this.tables = tables;
    this.classes = classes;
  }

  /** To be called within the store's lock: removing a trigger locks the same rows otherwise. */
  void claim(Connection connection) throws SQLException {
    for (String type : fluxJobClasses(connection)) {
      claim(connection, type);
    }
  }

  private void claim(Connection connection, String type) throws SQLException {
    String jobs = tables.table("JOB_DETAILS");
    String fired = tables.table("FIRED_TRIGGERS");
    boolean alone = !tables.isClustered();
    try (PreparedStatement updateJobs =
            connection.prepareStatement(
                """
                UPDATE %s SET REQUESTS_RECOVERY = ?
                WHERE SCHED_NAME = ? AND JOB_CLASS_NAME = ? AND REQUESTS_RECOVERY <> ?\
                """
                    .formatted(jobs));
        PreparedStatement updateFired =
            connection.prepareStatement(
                """
                UPDATE %1$s SET REQUESTS_RECOVERY = ?%2$s
                WHERE SCHED_NAME = ? AND STATE = ? AND (REQUESTS_RECOVERY <> ?%3$s) AND EXISTS (
                  SELECT 1 FROM %4$s J
                  WHERE J.SCHED_NAME = %1$s.SCHED_NAME AND J.JOB_NAME = %1$s.JOB_NAME
                    AND J.JOB_GROUP = %1$s.JOB_GROUP AND J.JOB_CLASS_NAME = ?)\
                """
                    .formatted(
                        fired,
                        alone ? ", INSTANCE_NAME = ?" : "",
                        alone ? " OR INSTANCE_NAME <> ?" : "",
                        jobs))) {
      updateJobs.setBoolean(1, true);
      updateJobs.setString(2, tables.scheduler());
      updateJobs.setString(3, type);
      updateJobs.setBoolean(4, true);
      updateJobs.executeUpdate();
      int column = 0;
      updateFired.setBoolean(++column, true);
      if (alone) {
        updateFired.setString(++column, tables.instance());
      }
      updateFired.setString(++column, tables.scheduler());
      updateFired.setString(++column, EXECUTING);
      updateFired.setBoolean(++column, true);
      if (alone) {
        updateFired.setString(++column, tables.instance());
      }
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
          if (classes.include(rows.getString(1))) {
            names.add(rows.getString(1));
          }
        }
      }
    }
    return names;
  }
}
