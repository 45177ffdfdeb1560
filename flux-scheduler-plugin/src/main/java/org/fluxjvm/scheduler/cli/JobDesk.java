package org.fluxjvm.scheduler.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.Successor;
import org.fluxjvm.scheduler.control.ControlException;
import org.fluxjvm.scheduler.control.JobNames;
import org.fluxjvm.scheduler.quartz.Chain;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** Does what users ask for with the jobs of a schedule. */
final class JobDesk {
  private static final String MANUAL = "MANUAL";

  private final String name;
  private final Scheduler scheduler;

  JobDesk(String name, Scheduler scheduler) {
    this.name = name;
    this.scheduler = scheduler;
  }

  /** A call of Quartz. */
  private interface Call<T> {
    T get() throws SchedulerException;
  }

  private static <T> T ask(Call<T> call) {
    try {
      return call.get();
    } catch (SchedulerException e) {
      throw new ControlException("Quartz: " + e.getMessage(), e);
    }
  }

  boolean exists(String qualified) {
    return ask(() -> scheduler.checkExists(JobKey.jobKey(JobNames.shown(qualified))));
  }

  private JobKey find(String job) {
    JobKey key = JobKey.jobKey(job);
    return ask(
        () -> {
          if (scheduler.checkExists(key)) {
            return key;
          }
          String known =
              scheduler.getJobKeys(GroupMatcher.jobGroupEquals(JobKey.DEFAULT_GROUP)).stream()
                  .map(JobKey::getName)
                  .sorted()
                  .collect(Collectors.joining(", "));
          throw new ControlException(
              "no job is named "
                  + job
                  + "; there "
                  + (known.isEmpty() ? "is none" : "are " + known));
        });
  }

  String pause(String job) {
    return withTrigger(
        job,
        trigger -> {
          scheduler.pauseTrigger(trigger);
          return "job " + job + " is paused";
        });
  }

  String resume(String job) {
    return withTrigger(
        job,
        trigger -> {
          if (scheduler.getTriggerState(trigger) != Trigger.TriggerState.PAUSED) {
            return "job " + job + " was not paused";
          }
          scheduler.resumeTrigger(trigger);
          return "job " + job + " fires again";
        });
  }

  private interface TriggerCall {
    String on(TriggerKey trigger) throws SchedulerException;
  }

  /**
   * Only the schedule's own trigger, which is named as the job: the others of a job belong to runs,
   * such as one that is to be adopted, and go on.
   */
  private String withTrigger(String job, TriggerCall call) {
    TriggerKey trigger = TriggerKey.triggerKey(find(job).getName());
    return ask(
        () -> {
          if (!scheduler.checkExists(trigger)) {
            throw new ControlException(
                "job " + job + " has no time to fire at: it follows upon another job, or is over");
          }
          return call.on(trigger);
        });
  }

  /** The trigger has a name of its own, so that the run's is known before it begins. */
  String trigger(String job, Instant now) {
    JobKey key = find(job);
    Instant due = now.truncatedTo(ChronoUnit.MILLIS);
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(UUID.randomUUID().toString(), MANUAL)
            .forJob(key)
            .startAt(Date.from(due))
            .build();
    return ask(
        () -> {
          scheduler.scheduleJob(trigger);
          RunKey run = new RunKey(name, MANUAL + "." + trigger.getKey().getName(), due, 0);
          return "job " + job + " is fired: run " + run.id();
        });
  }

  /** What follows upon the end of a run, by its job as it is now. */
  List<Successor> successors(RunRecord run, RunEnd end) {
    JobDetail detail = ask(() -> scheduler.getJobDetail(JobKey.jobKey(JobNames.shown(run.job()))));
    if (detail == null || !(detail.getJobDataMap().get(Chain.KEY) instanceof String chain)) {
      return List.of();
    }
    return Chain.parse(chain).after(run.key()).stream()
        .filter(next -> next.on().includes(end))
        .map(RunRequest.Chained::successor)
        .toList();
  }
}
