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
  private final FiringGate gate;
  private final Start start;

  /** A start of the plugin, which has no effect if it is started. */
  @FunctionalInterface
  interface Start {
    void run() throws SchedulerException;
  }

  private StartAgain(Scheduler scheduler, FiringGate gate, Start start) {
    this.scheduler = scheduler;
    this.gate = gate;
    this.start = start;
  }

  /** At each start of the scheduler from now on, of which none has succeeded yet. */
  static void at(Scheduler scheduler, FiringGate gate, Start start) {
    try {
      scheduler.getListenerManager().addSchedulerListener(new StartAgain(scheduler, gate, start));
    } catch (SchedulerException e) {
      LOG.error("Do not start the scheduler again, but make another", e);
    }
  }

  @Override
  public synchronized void schedulerStarting() {
    gate.close();
    try {
      start.run();
      gate.open();
    } catch (SchedulerException | RuntimeException e) { // Quartz would log it, and fire
      LOG.error("The scheduler cannot start on Flux, and stays in standby: start it again", e);
    }
  }

  /** Nothing can keep Quartz from this; the gate keeps it from firing meanwhile. */
  @Override
  public synchronized void schedulerStarted() {
    if (!gate.isOpen()) {
      try {
        scheduler.standby();
      } catch (SchedulerException e) {
        LOG.error("Shut the scheduler down: it fires, but cannot run anything", e);
      }
    }
  }
}
