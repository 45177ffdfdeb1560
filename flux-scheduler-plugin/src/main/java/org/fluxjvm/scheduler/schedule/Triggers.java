package org.fluxjvm.scheduler.schedule;

import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.ScheduleBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** The Quartz triggers of scheduled jobs. */
public final class Triggers {
  private Triggers() {}

  /**
   * The trigger that fires a job, with its schedule, time zone and misfire instruction. It starts
   * now, at the {@code at} of a job that has one, and is named as the job; group, job and data are
   * the caller's.
   *
   * <p>A cron expression that never fires again, of which {@link ScheduleFile#warnings} tells,
   * gives a trigger that {@code Scheduler.scheduleJob} refuses; {@code
   * Trigger.getFireTimeAfter(now)} of it is null.
   *
   * @param job the job
   * @return a builder that can be changed further; nothing for a job that fires after another
   */
  public static Optional<TriggerBuilder<? extends Trigger>> of(ScheduledJob job) {
    TriggerBuilder<Trigger> trigger = TriggerBuilder.newTrigger().withIdentity(job.name());
    return switch (job.firing()) {
      case Firing.Cron cron -> Optional.of(trigger.withSchedule(cron(cron, job.misfire())));
      case Firing.Every every -> Optional.of(trigger.withSchedule(every(every, job.misfire())));
      case Firing.At at ->
          Optional.of(
              trigger
                  .startAt(Date.from(at.instant()))
                  .withSchedule(misfire(SimpleScheduleBuilder.simpleSchedule(), job.misfire())));
      case Firing.After after -> Optional.empty();
    };
  }

  private static ScheduleBuilder<? extends Trigger> cron(Firing.Cron cron, Misfire misfire) {
    CronScheduleBuilder schedule =
        CronScheduleBuilder.cronSchedule(cron.expression())
            .inTimeZone(TimeZone.getTimeZone(cron.timezone()));
    return switch (misfire) {
      case SKIP -> schedule.withMisfireHandlingInstructionDoNothing();
      case FIRE_ONCE -> schedule.withMisfireHandlingInstructionFireAndProceed();
      case FIRE_ALL -> schedule.withMisfireHandlingInstructionIgnoreMisfires();
    };
  }

  private static SimpleScheduleBuilder every(Firing.Every every, Misfire misfire) {
    SimpleScheduleBuilder schedule =
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(every.interval().toMillis());
    // Quartz counts the repetitions after the first fire.
    return misfire(
        every.count().isPresent()
            ? schedule.withRepeatCount(every.count().getAsInt() - 1)
            : schedule.repeatForever(),
        misfire);
  }

  private static SimpleScheduleBuilder misfire(SimpleScheduleBuilder schedule, Misfire misfire) {
    return switch (misfire) {
      case SKIP -> schedule.withMisfireHandlingInstructionNextWithRemainingCount();
      case FIRE_ONCE -> schedule.withMisfireHandlingInstructionFireNow();
      case FIRE_ALL -> schedule.withMisfireHandlingInstructionIgnoreMisfires();
    };
  }
}
