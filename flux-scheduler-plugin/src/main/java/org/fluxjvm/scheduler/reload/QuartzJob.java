package org.fluxjvm.scheduler.reload;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.scheduler.quartz.Chain;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.RunData;
import org.fluxjvm.scheduler.schedule.Firing;
import org.fluxjvm.scheduler.schedule.JobPolicy;
import org.fluxjvm.scheduler.schedule.Jobspecs;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.fluxjvm.scheduler.schedule.Triggers;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Trigger;

/**
 * A job of a schedule file as Quartz is to have it: durable, so that it outlives its trigger, and
 * with texts for data.
 *
 * @param detail the job
 * @param trigger its trigger; empty for one that fires after another job, or never again
 * @param neverFires whether it has a trigger that would never fire again
 * @param definition what the file says of it
 */
record QuartzJob(
    JobDetail detail, Optional<Trigger> trigger, boolean neverFires, Definition definition) {

  /** Those of a whole file, in its order, by name. */
  static Map<String, QuartzJob> of(List<ScheduledJob> jobs, Jobspecs jobspecs) {
    Map<String, List<Chain.Link>> links = new HashMap<>();
    for (ScheduledJob job : jobs) {
      if (job.firing() instanceof Firing.After after) {
        links
            .computeIfAbsent(after.job(), parent -> new ArrayList<>())
            .add(new Chain.Link(key(job.name()), after.on()));
      }
    }
    Map<String, QuartzJob> all = new LinkedHashMap<>();
    for (ScheduledJob job : jobs) {
      Chain chain = new Chain(links.getOrDefault(job.name(), List.of()));
      all.put(job.name(), of(job, data(job, jobspecs, chain)));
    }
    return all;
  }

  static JobKey key(String name) {
    return JobKey.jobKey(name);
  }

  private static QuartzJob of(ScheduledJob job, Map<String, String> data) {
    Definition definition = Definition.of(job.firing(), job.misfire(), data);
    JobDetail detail =
        JobBuilder.newJob(FluxJob.class)
            .withIdentity(key(job.name()))
            .usingJobData(new JobDataMap(data))
            .usingJobData(RunData.DEFINITION, definition.toString())
            .storeDurably()
            .build();
    Optional<Trigger> trigger = Triggers.of(job).map(builder -> builder.forJob(detail).build());
    Optional<Trigger> firing = trigger.filter(QuartzJob::firesEver);
    return new QuartzJob(detail, firing, trigger.isPresent() && firing.isEmpty(), definition);
  }

  /** The millisecond before its start is what a trigger of one fire at its start is after. */
  private static boolean firesEver(Trigger trigger) {
    return trigger.getFireTimeAfter(Date.from(trigger.getStartTime().toInstant().minusMillis(1)))
        != null;
  }

  private static Map<String, String> data(ScheduledJob job, Jobspecs jobspecs, Chain chain) {
    Map<String, String> data = new HashMap<>();
    data.put(FluxJob.JOBSPEC, jobspecs.of(job).toJson());
    data.put(FluxJob.URGENCY, Integer.toString(job.urgency()));
    JobPolicy policy = job.policy();
    data.put(RunData.RETRY_TRIES, Integer.toString(policy.retry().tries()));
    data.put(RunData.RETRY_BACKOFF, FluxDuration.format(policy.retry().backoff()));
    data.put(RunData.IDEMPOTENT, Boolean.toString(policy.idempotent()));
    policy.concurrency().ifPresent(limit -> data.put(RunData.CONCURRENCY, Integer.toString(limit)));
    if (!chain.links().isEmpty()) {
      data.put(Chain.KEY, chain.format());
    }
    return data;
  }
}
