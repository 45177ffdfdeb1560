package org.fluxjvm.scheduler.quartz;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.listeners.SchedulerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a plugin whose start has failed again with its scheduler. Quartz starts its plugins once,
 * and the second start of a scheduler would fire without them.
 */
final class StartAgain extends SchedulerListenerSupport {
  private static final Logger LOG = LoggerFactory.getLogger(StartAgain.class);

  private final Scheduler scheduler;
  private final Start start;
  private boolean failed;

  /** A start of the plugin, which has no effect if it is started. */
  @FunctionalInterface
  interface Start {
    void run() throws SchedulerException;
  }

  private StartAgain(Scheduler scheduler, Start start) {
    this.scheduler = scheduler;
    this.start = start;
  }

  static void at(Scheduler scheduler, Start start) {
    try {
      scheduler.getListenerManager().addSchedulerListener(new StartAgain(scheduler, start));
    } catch (SchedulerException e) {
      LOG.error("Do not start the scheduler again, but make another", e);
    }
  }

  @Override
  public synchronized void schedulerStarting() {
    try {
      failed = true;
      start.run();
      failed = false;
    } catch (SchedulerException | RuntimeException e) { // Quartz would log it, and fire
      LOG.error("The scheduler cannot start on Flux, and stays in standby: start it again", e);
    }
  }

  /** Nothing can keep Quartz from this. What it fires meanwhile is detached. */
  @Override
  public synchronized void schedulerStarted() {
    if (failed) {
      try {
        scheduler.standby();
      } catch (SchedulerException e) {
        LOG.error("Shut the scheduler down: it fires, but cannot run anything", e);
      }
    }
  }
}
