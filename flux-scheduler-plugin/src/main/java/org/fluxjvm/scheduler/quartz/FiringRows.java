package org.fluxjvm.scheduler.quartz;

import static org.quartz.impl.jdbcjobstore.Constants.STATE_EXECUTING;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.quartz.TriggerKey;
import org.quartz.spi.OperableTrigger;

/** The row of a firing: what it says, and what is said in it. */
final class FiringRows {
  private final QuartzTables tables;
  private final String table;

  FiringRows(QuartzTables tables) {
    this.tables = tables;
    this.table = tables.table("FIRED_TRIGGERS");
  }

  /**
   * What the tables say of the firing that a trigger was acquired for. The answer stays true to the
   * end of the transaction: a commit that is on its way is waited for.
   *
   * <p>A firing is put down as executing before its trigger goes on, and stays so if that fails:
   * such a one has not begun.
   */
  Standing standing(Connection connection, OperableTrigger trigger) throws SQLException {
    String sql =
        "SELECT STATE, SCHED_TIME FROM %s WHERE SCHED_NAME = ? AND ENTRY_ID = ? FOR UPDATE"
            .formatted(table);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tables.scheduler());
      select.setString(2, trigger.getFireInstanceId());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Standing.GONE;
        }
        return rows.getString(1).equals(STATE_EXECUTING)
                && !isDue(connection, trigger.getKey(), rows.getLong(2))
            ? Standing.BEGUN
            : Standing.RESERVED;
      }
    }
  }

  /** The same, to the end of a transaction of its own. */
  Standing standing(OperableTrigger trigger) throws SQLException {
    return tables.asked(connection -> standing(connection, trigger));
  }

  private boolean isDue(Connection connection, TriggerKey trigger, long time) throws SQLException {
    String sql =
        """
        SELECT 1 FROM %s
        WHERE SCHED_NAME = ? AND TRIGGER_NAME = ? AND TRIGGER_GROUP = ? AND NEXT_FIRE_TIME = ?\
        """
            .formatted(tables.table("TRIGGERS"));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tables.scheduler());
      select.setString(2, trigger.getName());
      select.setString(3, trigger.getGroup());
      select.setLong(4, time);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /**
   * Gives a firing to an instance that no scheduler is: one of the firing's own name.
   *
   * @return false if it has no row
   */
  boolean disown(Connection connection, String fireInstance) throws SQLException {
    String sql =
        "UPDATE %s SET INSTANCE_NAME = ENTRY_ID WHERE SCHED_NAME = ? AND ENTRY_ID = ?"
            .formatted(table);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, tables.scheduler());
      update.setString(2, fireInstance);
      return update.executeUpdate() > 0;
    }
  }

  /** Has a firing recovered whatever its job says. */
  void requestRecovery(Connection connection, String fireInstance) throws SQLException {
    String sql =
        "UPDATE %s SET REQUESTS_RECOVERY = ? WHERE SCHED_NAME = ? AND ENTRY_ID = ?"
            .formatted(table);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBoolean(1, true);
      update.setString(2, tables.scheduler());
      update.setString(3, fireInstance);
      update.executeUpdate();
    }
  }
}
