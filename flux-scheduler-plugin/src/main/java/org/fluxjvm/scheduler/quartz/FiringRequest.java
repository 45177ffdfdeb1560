package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.scheduler.Lateness;
import org.fluxjvm.scheduler.RetryPolicy;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLimits;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunRequest.Chained;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.SchedulerException;

/** What a firing of a Flux job asks of the executor. */
final class FiringRequest {
  private static final int MOST_URGENT = 31;

  private FiringRequest() {}

  /**
   * Reads a firing, and the texts in the data of its job and trigger.
   *
   * @throws JobExecutionException if an entry is wrong; the message names job and entry
   */
  static RunRequest of(JobExecutionContext context) throws JobExecutionException {
    JobKey job = context.getJobDetail().getKey();
    RunKey key = key(context);
    Jobspec jobspec = FiringJobspec.of(context, key);
    try {
      DataTexts data = new DataTexts(context.getMergedJobDataMap());
      return new RunRequest(
          key,
          JobNames.text(job),
          context.getFireInstanceId(),
          jobspec,
          data.number(FluxJob.URGENCY, 1, MOST_URGENT).orElse(SubmitOptions.DEFAULT.urgency()),
          policy(
              data,
              jobspec,
              FluxExecutors.submitsPerSecond(context.getScheduler()),
              Misfires.lateness(context.getTrigger())),
          successors(data, key));
    } catch (IllegalArgumentException | SchedulerException e) {
      throw new JobExecutionException(job + ": " + e.getMessage(), e);
    }
  }

  /** The firing, also where its trigger stands for another one. */
  static RunKey key(JobExecutionContext context) throws JobExecutionException {
    try {
      Origin origin =
          Origin.of(context.getTrigger())
              .orElseGet(() -> Origin.of(context.getTrigger().getKey(), scheduled(context)));
      return new RunKey(
          context.getScheduler().getSchedulerName(),
          origin.trigger(),
          origin.scheduled(),
          origin.refire() + context.getRefireCount());
    } catch (IllegalArgumentException | SchedulerException e) {
      throw new JobExecutionException(context.getJobDetail().getKey() + ": " + e.getMessage(), e);
    }
  }

  private static Instant scheduled(JobExecutionContext context) {
    Date scheduled = context.getScheduledFireTime();
    return (scheduled == null ? context.getFireTime() : scheduled).toInstant();
  }

  private static RunPolicy policy(
      DataTexts data, Jobspec jobspec, OptionalDouble rate, Lateness lateness) {
    Duration backoff =
        data.text(RunData.RETRY_BACKOFF).map(FiringRequest::duration).orElse(Duration.ZERO);
    int tries = data.number(RunData.RETRY_TRIES, 1, Integer.MAX_VALUE).orElse(1);
    OptionalInt concurrency = data.number(RunData.CONCURRENCY, 1, Integer.MAX_VALUE);
    return new RunPolicy(
        new RetryPolicy(tries, backoff),
        data.truth(RunData.IDEMPOTENT),
        new RunLimits(concurrency, jobspec.queue().orElse(""), rate),
        lateness);
  }

  private static Duration duration(String text) {
    try {
      return FluxDuration.parse(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          RunData.RETRY_BACKOFF + ": no duration (RFC 23) such as 30s: " + text, e);
    }
  }

  /**
   * What follows upon a firing of which the rest may be wrong.
   *
   * @throws IllegalArgumentException if that is what is wrong
   */
  static List<Chained> successors(JobExecutionContext context, RunKey key) {
    return successors(new DataTexts(context.getMergedJobDataMap()), key);
  }

  private static List<Chained> successors(DataTexts data, RunKey key) {
    return data.text(Chain.KEY).map(text -> Chain.parse(text).after(key)).orElse(List.of());
  }
}
