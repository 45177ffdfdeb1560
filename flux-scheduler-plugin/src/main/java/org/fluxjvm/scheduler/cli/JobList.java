package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.JobNames;
import org.fluxjvm.scheduler.control.JobView;
import org.fluxjvm.scheduler.quartz.Chain;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** The jobs of a schedule as Quartz has them, which is what fires them. */
final class JobList {
  private final Scheduler scheduler;
  private final Map<String, Long> active;

  /** The jobs of a scheduler, and its runs that are open. */
  JobList(Scheduler scheduler, List<RunRecord> open) {
    this.scheduler = scheduler;
    this.active =
        open.stream()
            .collect(
                Collectors.groupingBy(run -> JobNames.shown(run.job()), Collectors.counting()));
  }

  List<JobView> views() {
    try {
      List<JobDetail> jobs = jobs();
      Map<JobKey, String> parents = parents(jobs);
      List<JobView> views = new ArrayList<>();
      for (JobDetail job : jobs) {
        views.add(view(job, Optional.ofNullable(parents.get(job.getKey()))));
      }
      return views;
    } catch (SchedulerException e) {
      throw new ControlException("Quartz: " + e.getMessage(), e);
    }
  }

  private List<JobDetail> jobs() throws SchedulerException {
    List<JobDetail> jobs = new ArrayList<>();
    for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(JobKey.DEFAULT_GROUP))) {
      JobDetail job = scheduler.getJobDetail(key);
      if (job != null) { // it has not been deleted since
        jobs.add(job);
      }
    }
    jobs.sort(Comparator.comparing(JobDetail::getKey));
    return jobs;
  }

  /** Upon which job those follow that follow upon one. */
  private static Map<JobKey, String> parents(List<JobDetail> jobs) {
    Map<JobKey, String> parents = new HashMap<>();
    for (JobDetail job : jobs) {
      if (job.getJobDataMap().get(Chain.KEY) instanceof String chain) {
        for (Chain.Link link : Chain.parse(chain).links()) {
          parents.put(link.child(), job.getKey().getName());
        }
      }
    }
    return parents;
  }

  private JobView view(JobDetail job, Optional<String> parent) throws SchedulerException {
    String name = job.getKey().getName();
    int runs = active.getOrDefault(name, 0L).intValue();
    Optional<String> queue = queue(job);
    Trigger trigger = scheduler.getTrigger(TriggerKey.triggerKey(name));
    if (trigger == null) {
      return parent.isPresent()
          ? untimed(name, JobView.Kind.AFTER, "after " + parent.get(), runs, queue)
          : untimed(name, JobView.Kind.NOTHING, "", runs, queue);
    }
    return new JobView(
        name,
        kind(trigger),
        schedule(trigger),
        state(trigger),
        time(trigger.getNextFireTime()),
        time(trigger.getPreviousFireTime()),
        runs,
        queue);
  }

  private static JobView untimed(
      String name, JobView.Kind kind, String schedule, int runs, Optional<String> queue) {
    return new JobView(
        name,
        kind,
        schedule,
        kind == JobView.Kind.AFTER ? JobView.State.ACTIVE : JobView.State.OVER,
        Optional.empty(),
        Optional.empty(),
        runs,
        queue);
  }

  private static JobView.Kind kind(Trigger trigger) {
    return trigger instanceof SimpleTrigger simple
        ? isOnce(simple) ? JobView.Kind.AT : JobView.Kind.EVERY
        : JobView.Kind.CRON;
  }

  private static boolean isOnce(SimpleTrigger trigger) {
    return trigger.getRepeatInterval() == 0;
  }

  private static String schedule(Trigger trigger) {
    if (trigger instanceof SimpleTrigger simple && !isOnce(simple)) {
      String every = "every " + FluxDuration.format(Duration.ofMillis(simple.getRepeatInterval()));
      return simple.getRepeatCount() == SimpleTrigger.REPEAT_INDEFINITELY
          ? every
          : every + ", " + Plural.of(simple.getRepeatCount() + 1, "time");
    }
    return trigger instanceof CronTrigger cron
        ? "cron %s (%s)".formatted(cron.getCronExpression(), cron.getTimeZone().getID())
        : "once";
  }

  private JobView.State state(Trigger trigger) throws SchedulerException {
    return switch (scheduler.getTriggerState(trigger.getKey())) {
      case PAUSED -> JobView.State.PAUSED;
      case ERROR -> JobView.State.ERROR;
      case COMPLETE, NONE -> JobView.State.OVER;
      case NORMAL, BLOCKED -> JobView.State.ACTIVE;
    };
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private static Optional<String> queue(JobDetail job) {
    return job.getJobDataMap().get(FluxJob.JOBSPEC) instanceof String json
        ? Jobspec.fromJson(json).queue()
        : Optional.empty();
  }
}
