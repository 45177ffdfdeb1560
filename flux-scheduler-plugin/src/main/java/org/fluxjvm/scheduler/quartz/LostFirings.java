package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Firings of this scheduler that are in the database, and that it will never run: the answer to the
 * commit that made them was lost. Quartz recovers them at once, as if each had been fired by an
 * instance of its own that has failed.
 */
final class LostFirings {
  private static final Logger LOG = LoggerFactory.getLogger(LostFirings.class);

  private final StoreAccess store;
  private final FiringRows rows;
  private final OwnedFirings owned;

  LostFirings(StoreAccess store, FiringRows rows, OwnedFirings owned) {
    this.store = store;
    this.rows = rows;
    this.owned = owned;
  }

  /** Recovers those that were lost since the last time. */
  void settle() throws JobPersistenceException {
    Set<String> lost = owned.lost();
    if (!lost.isEmpty()) {
      store.inLock(connection -> recover(connection, lost));
      lost.forEach(owned::forget);
    }
  }

  /** Recovers some; to be called within the store's lock. */
  void recover(Connection connection, Collection<String> fireInstances)
      throws SQLException, JobPersistenceException {
    List<SchedulerStateRecord> failed = new ArrayList<>();
    for (String fireInstance : fireInstances) {
      if (rows.disown(connection, fireInstance)) {
        LOG.warn(
            "Firing {} is in the database, but the answer to that was lost: it is recovered",
            fireInstance);
        SchedulerStateRecord instance = new SchedulerStateRecord();
        instance.setSchedulerInstanceId(fireInstance);
        failed.add(instance);
      }
    }
    if (!failed.isEmpty()) {
      store.recover(connection, failed);
      store.signal();
    }
  }
}
