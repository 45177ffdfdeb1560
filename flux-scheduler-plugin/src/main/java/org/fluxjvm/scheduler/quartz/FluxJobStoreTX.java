package org.fluxjvm.scheduler.quartz;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
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
  private final JdbcHooks hooks = new JdbcHooks(this);

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
    hooks.beforeStart(getClassLoadHelper());
    super.schedulerStarted();
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
  protected TriggerFiredBundle triggerFired(Connection connection, OperableTrigger trigger)
      throws JobPersistenceException {
    hooks.beforeFire(trigger, () -> retrieveJob(connection, trigger.getJobKey()));
    return super.triggerFired(connection, trigger);
  }

  @Override
  protected void releaseAcquiredTrigger(Connection connection, OperableTrigger trigger)
      throws JobPersistenceException {
    if (!hooks.isFired(connection, trigger, () -> retrieveJob(connection, trigger.getJobKey()))) {
      super.releaseAcquiredTrigger(connection, trigger);
    }
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
}
