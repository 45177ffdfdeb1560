package org.fluxjvm.scheduler.reload;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
   * Installs jobs, and removes those that were installed before and are not among them. A call that
   * fails halfway is made good by the next one.
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
    store(change, wanted);
    scheduler.deleteJobs(change.removed().stream().map(QuartzJob::key).toList());
    return new Installed(change, neverFiring(change, wanted));
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

  private static List<String> neverFiring(ScheduleChange change, Map<String, QuartzJob> wanted) {
    return Stream.concat(change.added().stream(), change.rescheduled().stream())
        .filter(name -> wanted(wanted, name).neverFires())
        .sorted()
        .toList();
  }

  private static QuartzJob wanted(Map<String, QuartzJob> jobs, String name) {
    return requireNonNull(jobs.get(name), name);
  }

  /**
   * Triggers that are there are replaced before the jobs' definitions: what a crash comes between
   * is done again by the next call.
   */
  private void store(ScheduleChange change, Map<String, QuartzJob> wanted)
      throws SchedulerException {
    Map<JobDetail, Set<? extends Trigger>> stored = new LinkedHashMap<>();
    for (String name : change.changed()) {
      QuartzJob job = wanted(wanted, name);
      stored.put(job.detail(), change.rescheduled().contains(name) ? reschedule(job) : Set.of());
    }
    for (String name : change.added()) {
      QuartzJob job = wanted(wanted, name);
      stored.put(job.detail(), job.trigger().map(Set::of).orElse(Set.of()));
    }
    scheduler.scheduleJobs(stored, true);
    for (String name : change.changed()) {
      fireAgain(TriggerKey.triggerKey(name));
    }
  }

  /** Quartz gave the trigger up because of a job that is another one now. */
  private void fireAgain(TriggerKey key) throws SchedulerException {
    if (scheduler.getTriggerState(key) == Trigger.TriggerState.ERROR) {
      scheduler.resetTriggerFromErrorState(key);
    }
  }

  /**
   * Replaces the trigger of a job, if it has one, by the one way that a database can take one of
   * another type; gives what is left to be stored with the job.
   */
  private Set<Trigger> reschedule(QuartzJob job) throws SchedulerException {
    TriggerKey key = TriggerKey.triggerKey(job.detail().getKey().getName());
    if (job.trigger().isEmpty()) {
      scheduler.unscheduleJob(key);
      return Set.of();
    }
    Trigger trigger = job.trigger().orElseThrow();
    boolean paused = scheduler.getTriggerState(key) == Trigger.TriggerState.PAUSED;
    if (scheduler.rescheduleJob(key, paused ? notAtOnce(trigger) : trigger) == null) {
      return Set.of(trigger);
    }
    if (paused) {
      scheduler.pauseTrigger(key);
    }
    return Set.of();
  }

  private Trigger notAtOnce(Trigger trigger) {
    Instant earliest = clock.instant().plus(PAUSING);
    return trigger.getStartTime().toInstant().isBefore(earliest)
        ? trigger.getTriggerBuilder().startAt(Date.from(earliest)).build()
        : trigger;
  }
}
