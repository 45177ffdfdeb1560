package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.DriverDelegate;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.SchedulerStateRecord;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;

/**
 * Quartz' JDBC store with its own transactions, fit for firings that outlive their scheduler as
 * {@link FluxJobStore} is, for those who have nothing but a scheduler's properties:
 *
 * <pre>
 * org.quartz.jobStore.class = org.fluxjvm.scheduler.quartz.FluxJobStoreTX
 * org.quartz.jobStore.completions = 7
 * </pre>
 *
 * <p>{@link FluxJobStoreCMT} is the same for managed transactions.
 */
// Quartz overrides executeInLock without its type parameter; the hooks ask nothing of the store
// yet.
@SuppressWarnings({"unchecked", "this-escape"})
public class FluxJobStoreTX extends JobStoreTX {
  private final JdbcHooks hooks = new JdbcHooks(this, new Access());

  /** Called by Quartz. */
  public FluxJobStoreTX() {}

  /**
   * Sets how many completions of Flux jobs are stored at once: {@code
   * org.quartz.jobStore.completions}.
   *
   * @param count at least 1; 7 by default, three less than Quartz' pools have connections
   */
  public void setCompletions(int count) {
    hooks.completions(count);
  }

  @Override
  public void setInstanceName(String name) {
    super.setInstanceName(name);
    hooks.named(name);
  }

  @Override
  public void schedulerStarted() throws SchedulerException {
    hooks.beforeStart();
    super.schedulerStarted();
  }

  StoreUpkeep upkeep() {
    return hooks.upkeep();
  }

  /** The scheduler looks for triggers after the first check-in, before which it finds none. */
  @Override
  protected boolean doCheckin() throws JobPersistenceException {
    boolean first = firstCheckIn;
    return super.doCheckin() || first;
  }

  /** In a cluster always: what is acquired beside a recovery would lose its row to that. */
  @Override
  public boolean isAcquireTriggersWithinLock() {
    return isClustered() || super.isAcquireTriggersWithinLock();
  }

  @Override
  protected void storeJob(Connection connection, JobDetail job, boolean replace)
      throws JobPersistenceException {
    super.storeJob(connection, FluxJobs.recoverable(job), replace);
  }

  @Override
  public void storeJobAndTrigger(JobDetail job, OperableTrigger trigger)
      throws JobPersistenceException {
    StoredJobs.prepare(job, trigger);
    super.storeJobAndTrigger(job, trigger);
  }

  @Override
  public void storeJobsAndTriggers(Map<JobDetail, Set<? extends Trigger>> jobs, boolean replace)
      throws JobPersistenceException {
    StoredJobs.prepare(jobs);
    super.storeJobsAndTriggers(jobs, replace);
  }

  @Override
  public void storeTrigger(OperableTrigger trigger, boolean replace)
      throws JobPersistenceException {
    hooks.prepare(trigger);
    super.storeTrigger(trigger, replace);
  }

  @Override
  public boolean replaceTrigger(TriggerKey old, OperableTrigger trigger)
      throws JobPersistenceException {
    hooks.prepare(trigger);
    return super.replaceTrigger(old, trigger);
  }

  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window)
      throws JobPersistenceException {
    return hooks.acquire(() -> super.acquireNextTriggers(noLaterThan, most, window));
  }

  @Override
  protected synchronized String getFiredTriggerRecordId() {
    return hooks.take(super.getFiredTriggerRecordId());
  }

  @Override
  protected @Nullable TriggerFiredBundle triggerFired(
      Connection connection, OperableTrigger trigger) throws JobPersistenceException {
    return hooks.fire(connection, trigger, () -> super.triggerFired(connection, trigger));
  }

  @Override
  public void releaseAcquiredTrigger(OperableTrigger trigger) {
    hooks.release(trigger, () -> super.releaseAcquiredTrigger(trigger));
  }

  @Override
  protected void releaseAcquiredTrigger(Connection connection, OperableTrigger trigger)
      throws JobPersistenceException {
    hooks.takeBack(connection, trigger);
  }

  @Override
  public void triggeredJobComplete(
      OperableTrigger trigger, JobDetail job, CompletedExecutionInstruction instruction) {
    hooks.complete(trigger, job, () -> super.triggeredJobComplete(trigger, job, instruction));
  }

  @Override
  protected void triggeredJobComplete(
      Connection connection,
      OperableTrigger trigger,
      JobDetail job,
      CompletedExecutionInstruction instruction)
      throws JobPersistenceException {
    if (!hooks.isStale(connection, trigger, job)) {
      super.triggeredJobComplete(connection, trigger, job, instruction);
    }
  }

  private final class Access implements StoreAccess {
    @Override
    public void inLock(Work work) throws JobPersistenceException {
      executeInNonManagedTXLock(LOCK_TRIGGER_ACCESS, connection -> done(work, connection), null);
    }

    private static Boolean done(Work work, Connection connection) throws JobPersistenceException {
      try {
        work.in(connection);
        return true;
      } catch (SQLException e) {
        throw new JobPersistenceException(
            "The tables of Quartz cannot be used: " + e.getMessage(), e);
      }
    }

    @Override
    public ClassLoadHelper classes() {
      return getClassLoadHelper();
    }

    @Override
    public DriverDelegate delegate() throws JobPersistenceException {
      return getDelegate();
    }

    @Override
    public @Nullable JobDetail job(Connection connection, JobKey job)
        throws JobPersistenceException {
      return retrieveJob(connection, job);
    }

    @Override
    public String blocked(Connection connection, JobKey job, String state)
        throws JobPersistenceException {
      return checkBlockedState(connection, job, state);
    }

    @Override
    public void remove(Connection connection, TriggerKey trigger) throws JobPersistenceException {
      removeTrigger(connection, trigger);
    }

    @Override
    public void recover(Connection connection, List<SchedulerStateRecord> instances)
        throws JobPersistenceException {
      clusterRecover(connection, instances);
    }

    @Override
    public void signal() {
      signalSchedulingChangeOnTxCompletion(0);
    }

    @Override
    public boolean isCheckedIn() {
      return !isClustered() || !firstCheckIn;
    }
  }
}
