package org.fluxjvm.scheduler.quartz;

import static org.quartz.impl.jdbcjobstore.Constants.STATE_ACQUIRED;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.FiredTriggerRecord;

/**
 * Finds the rows of firings that are this scheduler's and that it does not have in hand: a commit
 * reached the database later than the question whether it had. Those that run plain Java jobs are
 * left to the next start, as Quartz does.
 */
final class StrayRows {
  private final StoreAccess store;
  private final QuartzTables tables;
  private final OwnedFirings owned;
  private final LostFirings lost;

  StrayRows(StoreAccess store, QuartzTables tables, OwnedFirings owned, LostFirings lost) {
    this.store = store;
    this.tables = tables;
    this.owned = owned;
    this.lost = lost;
  }

  /** Has them recovered; to be called within the store's lock. */
  void recover(Connection connection) throws SQLException, JobPersistenceException {
    List<String> strays = new ArrayList<>();
    for (FiredTriggerRecord row :
        store.delegate().selectInstancesFiredTriggerRecords(connection, tables.instance())) {
      if (!owned.include(row.getFireInstanceId()) && isOurs(connection, row)) {
        strays.add(row.getFireInstanceId());
      }
    }
    lost.recover(connection, strays);
  }

  private boolean isOurs(Connection connection, FiredTriggerRecord row)
      throws JobPersistenceException {
    return STATE_ACQUIRED.equals(row.getFireInstanceState())
        || FluxJobs.includes(store.job(connection, row.getJobKey()));
  }
}
