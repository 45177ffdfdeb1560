package org.fluxjvm.scheduler.cli;

import java.util.List;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.ReadinessCondition;
import org.fluxjvm.scheduler.quartz.SchedulerMetrics;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * Whether the program need not be started again, and whether it does its work. Both are known
 * without asking anybody.
 *
 * @param scheduler fires
 * @param metrics knows of its ledger
 * @param instance knows of Flux
 */
record Health(Scheduler scheduler, SchedulerMetrics metrics, FluxInstanceMetrics instance) {
  private interface State {
    boolean holds() throws SchedulerException;
  }

  /** What no time heals. */
  List<ReadinessCondition> live() {
    return List.of(condition("scheduler", () -> !scheduler.isShutdown(), "is up", "is shut down"));
  }

  /** What it takes to run something. */
  List<ReadinessCondition> ready() {
    return List.of(
        condition("scheduler", this::fires, "fires", "does not fire: it is in standby"),
        condition("flux", instance::isUp, "answers", "does not answer"),
        condition("ledger", metrics::isLedgerWithinReach, "answers", "does not answer"));
  }

  private boolean fires() throws SchedulerException {
    return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
  }

  private static ReadinessCondition condition(String name, State state, String yes, String no) {
    try {
      boolean holds = state.holds();
      return new ReadinessCondition(name, holds, holds ? yes : no);
    } catch (SchedulerException e) {
      return new ReadinessCondition(name, false, no);
    }
  }
}
