package org.fluxjvm.scheduler.reload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxjvm.scheduler.quartz.RunData;
import org.fluxjvm.scheduler.schedule.Jobspecs;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Brings a scheduler to what a schedule file says.
 *
 * <p>Only what has changed is touched: a job that fires as before keeps its trigger, with its next
 * time and whether it is paused, and one whose trigger is used up is not scheduled again. Runs that
 * are under way are left alone, those of removed jobs too. Jobs that came from elsewhere are never
 * changed.
 */
public final class ScheduleInstaller {
  /** Time enough to pause a trigger before it fires, once it is stored. */
  private static final Duration PAUSING = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final Jobspecs jobspecs;
  private final InstantSource clock;

  /**
   * What was done.
   *
   * @param change what was different
   * @param neverFiring the names of those among the added and rescheduled jobs that never fire
   */
  public record Installed(ScheduleChange change, List<String> neverFiring) {}

  /**
   * An installer.
   *
   * @param scheduler a scheduler, started or not
   * @param jobspecs makes the jobspecs of the jobs
   * @param clock tells the time
   */
  public ScheduleInstaller(Scheduler scheduler, Jobspecs jobspecs, InstantSource clock) {
    this.scheduler = scheduler;
    this.jobspecs = jobspecs;
    this.clock = clock;
  }

  /**
   * Installs jobs, and removes those that were installed before and are not among them. What is
   * added and changed is stored in one transaction.
   *
   * @param jobs all jobs of the file
   * @return what was done
   * @throws SchedulerException if the store fails, or has a job of one of the names that came from
   *     elsewhere; it is tried again by another call
   */
  public synchronized Installed install(List<ScheduledJob> jobs) throws SchedulerException {
    Map<String, QuartzJob> wanted = QuartzJob.of(jobs, jobspecs);
    Map<String, Definition> definitions = new LinkedHashMap<>();
    wanted.forEach((name, job) -> definitions.put(name, job.definition()));
    ScheduleChange change = ScheduleChange.between(installed(wanted.keySet()), definitions);
    List<String> neverFiring = store(change, wanted);
    scheduler.deleteJobs(change.removed().stream().map(QuartzJob::key).toList());
    return new Installed(change, neverFiring);
  }

  private Map<String, Definition> installed(Set<String> wanted) throws SchedulerException {
    Map<String, Definition> installed = new TreeMap<>();
    for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(JobKey.DEFAULT_GROUP))) {
      JobDetail detail = scheduler.getJobDetail(key);
      if (detail == null) {
        continue; // deleted since
      }
      if (detail.getJobDataMap().get(RunData.DEFINITION) instanceof String text) {
        // What cannot be read was written by another version: it differs from everything.
        installed.put(
            key.getName(), Definition.parse(text).orElseGet(() -> new Definition("", "")));
      } else if (wanted.contains(key.getName())) {
        throw new SchedulerException(
            "the scheduler has a job %s that is from no schedule file; name the one of the file otherwise"
                .formatted(key));
      }
    }
    return installed;
  }

  private List<String> store(ScheduleChange change, Map<String, QuartzJob> wanted)
      throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> stored = new LinkedHashMap<>();
    List<TriggerKey> paused = new ArrayList<>();
    List<TriggerKey> gone = new ArrayList<>();
    List<String> neverFiring = new ArrayList<>();
    Set<String> fresh = new HashSet<>(change.rescheduled());
    fresh.addAll(change.added());
    wanted.forEach(
        (name, job) -> {
          if (fresh.contains(name) && job.neverFires()) {
            neverFiring.add(name);
          }
        });
    for (String name : fresh) {
      QuartzJob job = wanted.get(name);
      TriggerKey key = TriggerKey.triggerKey(name);
      if (job.trigger().isEmpty()) {
        gone.add(key);
      } else if (scheduler.getTriggerState(key) == Trigger.TriggerState.PAUSED) {
        paused.add(key);
      }
    }
    change.added().forEach(name -> put(stored, wanted.get(name), false));
    for (String name : change.changed()) {
      QuartzJob job = wanted.get(name);
      if (fresh.contains(name)) {
        put(stored, job, paused.contains(TriggerKey.triggerKey(name)));
      } else {
        stored.put(job.detail(), Set.of());
      }
    }
    scheduler.scheduleJobs(stored, true);
    for (TriggerKey key : paused) {
      scheduler.pauseTrigger(key);
    }
    scheduler.unscheduleJobs(gone);
    return neverFiring;
  }

  private void put(Map<JobDetail, Set<? extends Trigger>> stored, QuartzJob job, boolean paused) {
    stored.put(
        job.detail(),
        job.trigger()
            .map(trigger -> Set.<Trigger>of(paused ? notAtOnce(trigger) : trigger))
            .orElse(Set.of()));
  }

  private Trigger notAtOnce(Trigger trigger) {
    Instant earliest = clock.instant().plus(PAUSING);
    return trigger.getStartTime().toInstant().isBefore(earliest)
        ? trigger.getTriggerBuilder().startAt(Date.from(earliest)).build()
        : trigger;
  }
}
