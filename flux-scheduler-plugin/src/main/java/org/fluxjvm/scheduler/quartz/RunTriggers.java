package org.fluxjvm.scheduler.quartz;

import java.time.Instant;
import java.util.Date;
import org.fluxjvm.scheduler.RunKey;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * The triggers that give a run to a firing: one for each run, in a group of their own, so that two
 * schedulers of a cluster that make the same one make it once.
 */
final class RunTriggers {
  /** Their group. */
  static final String GROUP = "FLUX_RUNS";

  private RunTriggers() {}

  static boolean isOurs(Trigger trigger) {
    return trigger.getKey().getGroup().equals(GROUP);
  }

  /** Whether its firings are those of other triggers, once more: ours, and Quartz' of recovery. */
  static boolean standsForAnother(TriggerKey trigger) {
    String group = trigger.getGroup();
    return group.equals(GROUP) || group.equals(Scheduler.DEFAULT_RECOVERY_GROUP);
  }

  static TriggerKey keyOf(RunKey run) {
    return new TriggerKey(run.id(), GROUP);
  }

  /** Fires once, at once: however long ago the run was due, and if the clock was set back since. */
  static Trigger of(RunKey run, JobKey job, JobDataMap data, Instant now) {
    Instant start = run.scheduled().isBefore(now) ? run.scheduled() : now;
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(keyOf(run))
            .forJob(job)
            .startAt(Date.from(start))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withMisfireHandlingInstructionIgnoreMisfires())
            .usingJobData(new JobDataMap(data))
            .build();
    Origin.removeFrom(trigger.getJobDataMap());
    Origin.of(run).writeTo(trigger.getJobDataMap());
    return trigger;
  }
}
