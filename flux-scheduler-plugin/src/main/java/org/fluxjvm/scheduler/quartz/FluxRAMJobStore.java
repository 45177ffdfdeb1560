package org.fluxjvm.scheduler.quartz;

import java.util.List;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.simpl.RAMJobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredResult;

/**
 * Quartz' store in memory, for those who have nothing but a scheduler's properties:
 *
 * <pre>
 * org.quartz.jobStore.class = org.fluxjvm.scheduler.quartz.FluxRAMJobStore
 * </pre>
 *
 * <p>It forgets all jobs and triggers with its process. The runs of that process are found again in
 * Flux, and are followed as soon as their jobs are scheduled again.
 */
public class FluxRAMJobStore extends RAMJobStore {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Completions completions = new Completions(UNLIMITED);
  private final FiringGate gate = new FiringGate();

  /** Called by Quartz. */
  public FluxRAMJobStore() {}

  @Override
  public void setInstanceName(String name) {
    super.setInstanceName(name);
    KnownStores.put(name, this, gate);
  }

  @Override
  public void storeJob(JobDetail job, boolean replace) throws ObjectAlreadyExistsException {
    super.storeJob(FluxJobs.recoverable(job), replace);
  }

  @Override
  public void storeTrigger(OperableTrigger trigger, boolean replace)
      throws JobPersistenceException {
    StoredJobs.prepare(retrieveJob(trigger.getJobKey()), trigger);
    super.storeTrigger(trigger, replace);
  }

  @Override
  public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int most, long window) {
    return gate.isOpen() ? super.acquireNextTriggers(noLaterThan, most, window) : List.of();
  }

  @Override
  public List<TriggerFiredResult> triggersFired(List<OperableTrigger> triggers) {
    for (OperableTrigger trigger : triggers) {
      if (Origins.matter(trigger) && FluxJobs.includes(retrieveJob(trigger.getJobKey()))) {
        Origins.onFire(trigger);
      }
    }
    return super.triggersFired(triggers);
  }

  @Override
  public void triggeredJobComplete(
      OperableTrigger trigger, JobDetail job, CompletedExecutionInstruction instruction) {
    completions.complete(trigger, job, () -> super.triggeredJobComplete(trigger, job, instruction));
  }
}
