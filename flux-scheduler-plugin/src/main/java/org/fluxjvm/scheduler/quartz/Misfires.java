package org.fluxjvm.scheduler.quartz;

import org.fluxjvm.scheduler.Lateness;
import org.quartz.CalendarIntervalTrigger;
import org.quartz.CronTrigger;
import org.quartz.DailyTimeIntervalTrigger;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/** What the misfire instruction of a trigger says of a firing that waits for Flux. */
final class Misfires {
  private Misfires() {}

  static Lateness lateness(Trigger trigger) {
    int instruction = trigger.getMisfireInstruction();
    if (instruction == Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY) {
      return Lateness.RUN;
    }
    return skips(trigger, instruction) ? Lateness.SKIP : Lateness.RUN_LATEST;
  }

  private static boolean skips(Trigger trigger, int instruction) {
    return switch (trigger) {
      case CronTrigger _ -> instruction == CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING;
      case SimpleTrigger simple -> skips(simple, instruction);
      case CalendarIntervalTrigger _ ->
          instruction == CalendarIntervalTrigger.MISFIRE_INSTRUCTION_DO_NOTHING;
      case DailyTimeIntervalTrigger _ ->
          instruction == DailyTimeIntervalTrigger.MISFIRE_INSTRUCTION_DO_NOTHING;
      default -> false;
    };
  }

  private static boolean skips(SimpleTrigger trigger, int instruction) {
    return switch (instruction) {
      case SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_EXISTING_COUNT,
          SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT ->
          true;
      case Trigger.MISFIRE_INSTRUCTION_SMART_POLICY ->
          trigger.getRepeatCount() == SimpleTrigger.REPEAT_INDEFINITELY;
      default -> false;
    };
  }
}
