package org.fluxjvm.scheduler.quartz;

import java.time.Instant;
import org.fluxjvm.scheduler.RunKey;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Firings that have begun in a store, and that nobody runs: each gets a trigger that stands for it,
 * and then is over for Quartz. Where that is cut off in between both are there: it is one run.
 */
final class ContinuedFirings {
  private static final Logger LOG = LoggerFactory.getLogger(ContinuedFirings.class);

  private final JobStore store;
  private final String scheduler;

  ContinuedFirings(JobStore store, String scheduler) {
    this.store = store;
    this.scheduler = scheduler;
  }

  void add(OperableTrigger firing, JobDetail job) {
    try {
      if (store(firing, job)) {
        store.triggeredJobComplete(firing, job, instruction(firing));
        return;
      }
    } catch (JobPersistenceException e) {
      LOG.debug("Firing of {} cannot be continued", firing.getKey(), e);
    }
    Completions.tellKept(firing);
  }

  /** A store in managed transactions may take back what it is told outside of one. */
  private boolean store(OperableTrigger firing, JobDetail job) throws JobPersistenceException {
    RunKey run = run(firing);
    OperableTrigger trigger =
        (OperableTrigger) RunTriggers.of(run, job.getKey(), firing.getJobDataMap(), Instant.now());
    trigger.computeFirstFireTime(null);
    try {
      store.storeTrigger(trigger, false);
    } catch (ObjectAlreadyExistsException e) {
      LOG.debug("Run {} has its trigger already", run, e);
    }
    return store.checkExists(trigger.getKey());
  }

  private RunKey run(OperableTrigger firing) {
    Origin origin =
        Origin.of(firing)
            .orElseGet(() -> Origin.of(firing.getKey(), firing.getPreviousFireTime().toInstant()));
    return new RunKey(scheduler, origin.trigger(), origin.scheduled(), origin.refire());
  }

  private static CompletedExecutionInstruction instruction(OperableTrigger firing) {
    return firing.mayFireAgain()
        ? CompletedExecutionInstruction.NOOP
        : CompletedExecutionInstruction.DELETE_TRIGGER;
  }
}
