package org.fluxjvm.scheduler.quartz;

import static org.quartz.impl.jdbcjobstore.Constants.STATE_ACQUIRED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_BLOCKED;
import static org.quartz.impl.jdbcjobstore.Constants.STATE_WAITING;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.quartz.JobPersistenceException;
import org.quartz.impl.jdbcjobstore.DriverDelegate;
import org.quartz.spi.OperableTrigger;

/**
 * Takes back triggers that the scheduler had acquired and does not fire, as Quartz does, but for
 * two kinds: a firing that has begun all the same, of which the scheduler was not told, and one
 * that is not this scheduler's any more, whose trigger may be another's by now. Nor does it let a
 * trigger wait that a running firing of its job blocks.
 */
final class ReturnedFirings {
  private final StoreAccess store;
  private final FiringRows rows;
  private final LostFirings lost;
  private final StuckTriggers stuck;

  ReturnedFirings(StoreAccess store, FiringRows rows, LostFirings lost, StuckTriggers stuck) {
    this.store = store;
    this.rows = rows;
    this.lost = lost;
    this.stuck = stuck;
  }

  /** To be called within the store's lock. */
  void take(Connection connection, OperableTrigger trigger)
      throws SQLException, JobPersistenceException {
    switch (rows.standing(connection, trigger)) {
      case GONE -> stuck.free(connection);
      case RESERVED -> release(connection, trigger);
      case BEGUN -> {
        if (FluxJobs.includes(store.job(connection, trigger.getJobKey()))) {
          lost.recover(connection, List.of(trigger.getFireInstanceId()));
        } else {
          release(connection, trigger);
        }
      }
    }
  }

  private void release(Connection connection, OperableTrigger trigger)
      throws SQLException, JobPersistenceException {
    DriverDelegate delegate = store.delegate();
    delegate.deleteFiredTrigger(connection, trigger.getFireInstanceId());
    String state = store.blocked(connection, trigger.getJobKey(), STATE_WAITING);
    delegate.updateTriggerStateFromOtherState(connection, trigger.getKey(), state, STATE_ACQUIRED);
    delegate.updateTriggerStateFromOtherState(connection, trigger.getKey(), state, STATE_BLOCKED);
  }
}
