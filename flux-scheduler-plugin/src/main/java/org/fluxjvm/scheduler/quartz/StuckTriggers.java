package org.fluxjvm.scheduler.quartz;

import static org.quartz.impl.jdbcjobstore.Constants.STATE_ACQUIRED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_BLOCKED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_COMPLETE;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_PAUSED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_PAUSED_BLOCKED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_WAITING;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.quartz.JobPersistenceException;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees triggers that wait for the end of a firing which has no row any more: Quartz recovers by
 * those rows alone, and such a trigger would never fire again.
 */
final class StuckTriggers {
  private static final Logger LOG = LoggerFactory.getLogger(StuckTriggers.class);

  private static final String OF_THE_TRIGGER =
      "F.TRIGGER_NAME = T.TRIGGER_NAME AND F.TRIGGER_GROUP = T.TRIGGER_GROUP";
  private static final String THAT_BLOCKS =
      "F.JOB_NAME = T.JOB_NAME AND F.JOB_GROUP = T.JOB_GROUP AND F.STATE = 'EXECUTING'";

  private final StoreAccess store;
  private final QuartzTables tables;
  private final FluxClasses classes;

  /** A trigger, and the class of its job. */
  private record Stuck(TriggerKey trigger, String job) {}

  StuckTriggers(StoreAccess store, QuartzTables tables, FluxClasses classes) {
    this.store = store;
    this.tables = tables;
    this.classes = classes;
  }

  /** To be called within the store's lock. */
  void free(Connection connection) throws SQLException, JobPersistenceException {
    move(connection, STATE_ACQUIRED, OF_THE_TRIGGER, STATE_WAITING);
    move(connection, STATE_BLOCKED, THAT_BLOCKS, STATE_WAITING);
    move(connection, STATE_PAUSED_BLOCKED, THAT_BLOCKS, STATE_PAUSED);
    for (Stuck complete : stuck(connection, STATE_COMPLETE, OF_THE_TRIGGER)) {
      if (classes.include(complete.job())) { // others are completed by their own means too
        LOG.warn("Trigger {} has fired, and is removed", complete.trigger());
        store.remove(connection, complete.trigger());
      }
    }
  }

  private void move(Connection connection, String from, String firing, String to)
      throws SQLException, JobPersistenceException {
    for (Stuck stuck : stuck(connection, from, firing)) {
      LOG.warn("Trigger {} is {} by no firing, and becomes {}", stuck.trigger(), from, to);
      store.delegate().updateTriggerStateFromOtherState(connection, stuck.trigger(), to, from);
      store.signal();
    }
  }

  private List<Stuck> stuck(Connection connection, String state, String firing)
      throws SQLException {
    String sql =
        """
        SELECT T.TRIGGER_NAME, T.TRIGGER_GROUP, J.JOB_CLASS_NAME FROM %s T JOIN %s J
          ON J.SCHED_NAME = T.SCHED_NAME AND J.JOB_NAME = T.JOB_NAME AND J.JOB_GROUP = T.JOB_GROUP
        WHERE T.SCHED_NAME = ? AND T.TRIGGER_STATE = ? AND NOT EXISTS (
          SELECT 1 FROM %s F WHERE F.SCHED_NAME = T.SCHED_NAME AND %s)\
        """
            .formatted(
                tables.table("TRIGGERS"),
                tables.table("JOB_DETAILS"),
                tables.table("FIRED_TRIGGERS"),
                firing);
    List<Stuck> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tables.scheduler());
      select.setString(2, state);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Stuck(new TriggerKey(rows.getString(1), rows.getString(2)), rows.getString(3)));
        }
      }
    }
    return found;
  }
}
