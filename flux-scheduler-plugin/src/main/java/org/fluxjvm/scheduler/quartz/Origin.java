package org.fluxjvm.scheduler.quartz;

import java.time.Instant;
import java.util.Optional;
import org.fluxjvm.scheduler.RunKey;
import org.quartz.JobDataMap;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/**
 * The firing that a trigger stands for, where that is another than the trigger itself tells: the
 * data of a trigger that recovers a firing, or that continues a run. The values are texts, so that
 * they pass where job data are properties.
 *
 * @param trigger the group and name of the trigger that was due, joined by a dot
 * @param scheduled the time that it was due at
 * @param refire how often the firing had been refired by then
 */
record Origin(String trigger, Instant scheduled, int refire) {
  static final String TRIGGER = "flux.origin.trigger";
  static final String SCHEDULED = "flux.origin.scheduled";
  static final String REFIRE = "flux.origin.refire";

  static Origin of(RunKey key) {
    return new Origin(key.trigger(), key.scheduled(), key.refire());
  }

  static Origin of(TriggerKey trigger, Instant scheduled) {
    return new Origin(text(trigger), scheduled, 0);
  }

  static String text(TriggerKey trigger) {
    return trigger.getGroup() + "." + trigger.getName();
  }

  /**
   * Reads what a trigger's data say: our own entries, else those that Quartz gives a recovering
   * trigger. Quartz' alone are not enough: recovering a recovery, it names the recovering trigger.
   *
   * @throws IllegalArgumentException if a time is not one
   */
  static Optional<Origin> of(Trigger trigger) {
    JobDataMap data = trigger.getJobDataMap();
    if (data.get(TRIGGER) instanceof String name && data.get(SCHEDULED) instanceof String millis) {
      return Optional.of(new Origin(name, time(SCHEDULED, millis), refire(data)));
    }
    if (isRecovering(trigger)
        && data.get(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_GROUP) instanceof String group
        && data.get(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_NAME) instanceof String name
        && data.get(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS)
            instanceof String millis) {
      String entry = Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS;
      return Optional.of(of(new TriggerKey(name, group), time(entry, millis)));
    }
    return Optional.empty();
  }

  static boolean isRecovering(Trigger trigger) {
    return trigger.getKey().getGroup().equals(Scheduler.DEFAULT_RECOVERY_GROUP);
  }

  /** Puts it into a trigger's data. */
  void writeTo(JobDataMap data) {
    data.put(TRIGGER, trigger);
    data.put(SCHEDULED, Long.toString(scheduled.toEpochMilli()));
    if (refire > 0) {
      data.put(REFIRE, Integer.toString(refire));
    }
  }

  /** Takes it out of a trigger's data; what is not there is not touched, so that it stays clean. */
  static void removeFrom(JobDataMap data) {
    for (String entry : new String[] {TRIGGER, SCHEDULED, REFIRE}) {
      if (data.containsKey(entry)) {
        data.remove(entry);
      }
    }
  }

  private static Instant time(String entry, String millis) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "trigger data " + entry + ": not milliseconds since the epoch: " + millis, e);
    }
  }

  private static int refire(JobDataMap data) {
    Object count = data.get(REFIRE);
    try {
      return count instanceof String text ? Integer.parseInt(text) : 0;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("trigger data " + REFIRE + ": no number: " + count, e);
    }
  }
}
