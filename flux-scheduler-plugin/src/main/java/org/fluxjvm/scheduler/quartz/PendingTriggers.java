package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.Optional;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/** The triggers that fire once, and that fire or will fire by themselves. */
final class PendingTriggers {
  private final Scheduler scheduler;
  private final Optional<QuartzTables> tables;

  PendingTriggers(Scheduler scheduler, Optional<QuartzTables> tables) {
    this.scheduler = scheduler;
    this.tables = tables;
  }

  boolean include(TriggerKey trigger) throws SchedulerException {
    return switch (scheduler.getTriggerState(trigger)) {
      case NORMAL, PAUSED, BLOCKED -> true;
      case COMPLETE -> fires(trigger);
      case NONE, ERROR -> false;
    };
  }

  /** A store without tables is alone, and removes the trigger with the end of its firing. */
  private boolean fires(TriggerKey trigger) throws SchedulerException {
    try {
      return tables.isEmpty() || tables.get().hasFirings(trigger);
    } catch (SQLException e) {
      throw new SchedulerException(
          "Whether %s fires cannot be read: %s".formatted(trigger, e.getMessage()), e);
    }
  }
}
