package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import org.quartz.JobPersistenceException;

/** Puts right, from time to time, what no failure that was noticed has put right. */
final class StoreUpkeep {
  private final StoreAccess store;
  private final StrayRows strays;
  private final StuckTriggers stuck;

  StoreUpkeep(StoreAccess store, StrayRows strays, StuckTriggers stuck) {
    this.store = store;
    this.strays = strays;
    this.stuck = stuck;
  }

  void run() throws JobPersistenceException {
    if (store.isCheckedIn()) {
      store.inLock(this::mend);
    }
  }

  private void mend(Connection connection) throws SQLException, JobPersistenceException {
    strays.recover(connection);
    stuck.free(connection);
  }
}
