package org.fluxjvm.scheduler.quartz;

import java.util.Date;
import org.quartz.JobDataMap;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.spi.OperableTrigger;

/** Keeps, in the data of a Flux job's triggers, which firing each of them stands for. */
final class Origins {
  private Origins() {}

  /**
   * Prepares a trigger that is to be stored. What it says of an origin was copied from another
   * trigger, or is of an earlier life of this one, unless the trigger is one of ours or Quartz'
   * own.
   */
  static void onStore(OperableTrigger trigger) {
    if (RunTriggers.isOurs(trigger) || Origin.isRecovering(trigger)) {
      return;
    }
    Origin.removeFrom(trigger.getJobDataMap());
    if (isOneShot(trigger) && losesItsStartByMisfire(trigger)) {
      Origin.of(trigger.getKey(), trigger.getStartTime().toInstant())
          .writeTo(trigger.getJobDataMap());
    }
  }

  /**
   * Prepares a trigger that is about to fire. Its data are stored with the firing, in one
   * transaction, if they have changed.
   */
  static void onFire(OperableTrigger trigger) {
    JobDataMap data = trigger.getJobDataMap();
    if (data.containsKey(Origin.TRIGGER)) {
      return;
    }
    if (Origin.isRecovering(trigger)) {
      Origin.of(trigger).ifPresent(origin -> origin.writeTo(data));
    } else {
      Origin.of(trigger.getKey(), trigger.getStartTime().toInstant()).writeTo(data);
    }
  }

  /** Whether there is something to keep that the trigger does not keep itself. */
  static boolean matter(Trigger trigger) {
    return Origin.isRecovering(trigger) || (isOneShot(trigger) && hasMoved(trigger));
  }

  private static boolean hasMoved(Trigger trigger) {
    Date due = trigger.getNextFireTime();
    return due != null && !due.toInstant().equals(trigger.getStartTime().toInstant());
  }

  private static boolean isOneShot(Trigger trigger) {
    return trigger instanceof SimpleTrigger simple && simple.getRepeatCount() == 0;
  }

  private static boolean losesItsStartByMisfire(Trigger trigger) {
    int policy = trigger.getMisfireInstruction();
    return policy == SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NOW_WITH_EXISTING_REPEAT_COUNT
        || policy == SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NOW_WITH_REMAINING_REPEAT_COUNT;
  }
}
