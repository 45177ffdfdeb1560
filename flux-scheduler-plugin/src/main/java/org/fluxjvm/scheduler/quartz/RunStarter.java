package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.Successor;
import org.fluxjvm.scheduler.Timing;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives runs that wait for somebody to a firing of their job. */
final class RunStarter {
  private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

  /** A job may be scheduled a little after its scheduler has started. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Scheduler scheduler;
  private final JoblessRuns jobless;
  private final Timing timing;
  private final PendingTriggers pending;
  private final Map<RunKey, Instant> missing = new ConcurrentHashMap<>();

  RunStarter(Scheduler scheduler, JoblessRuns jobless, Timing timing, PendingTriggers pending) {
    this.scheduler = scheduler;
    this.jobless = jobless;
    this.timing = timing;
    this.pending = pending;
  }

  /** Whether there are runs that wait for their job to be scheduled. */
  boolean waitsForJobs() {
    return !missing.isEmpty();
  }

  /** Starts a run that follows upon another; where that fails a sweep will find it. */
  void start(Successor successor) {
    try {
      fluxJob(successor.job())
          .ifPresentOrElse(
              job -> fire(successor.key(), job),
              () -> LOG.warn("There is no Flux job {} to follow upon another", successor.job()));
    } catch (SchedulerException e) {
      LOG.warn("Run {} is started later: {}", successor.key(), e.getMessage());
    }
  }

  /** Starts a run that nobody follows; where that fails the next sweep tries again. */
  void start(RunRecord run) {
    try {
      Optional<JobKey> job = fluxJob(run.job());
      if (job.isPresent()) {
        missing.remove(run.key());
        fire(run.key(), job.get());
      } else if (isMissingForLong(run.key())) {
        missing.remove(run.key());
        jobless.end(run);
      }
    } catch (SchedulerException e) { // as of a job whose class is gone: others can go on
      LOG.warn("Run {} of {} is started later: {}", run.key().id(), run.job(), e.getMessage());
    }
  }

  /** Another job of that name would be run at every sweep, and never end the run. */
  private Optional<JobKey> fluxJob(String name) throws SchedulerException {
    Optional<JobKey> job = JobNames.find(scheduler, name);
    return job.isPresent() && FluxJobs.includes(scheduler.getJobDetail(job.get()))
        ? job
        : Optional.empty();
  }

  private boolean isMissingForLong(RunKey run) {
    Instant now = timing.now();
    Instant since = missing.computeIfAbsent(run, key -> now);
    return Duration.between(since, now).compareTo(PATIENCE) >= 0;
  }

  private void fire(RunKey run, JobKey job) {
    try {
      TriggerKey key = RunTriggers.keyOf(run);
      if (!scheduler.checkExists(key)) {
        scheduler.scheduleJob(trigger(run, job));
      } else if (!pending.include(key)) {
        scheduler.rescheduleJob(key, trigger(run, job)); // it would not fire again by itself
      } else {
        return;
      }
      LOG.info("Run {} of job {} goes on: {}", run.id(), job, run);
    } catch (ObjectAlreadyExistsException e) {
      LOG.debug("Another scheduler was quicker to start run {}", run, e);
    } catch (SchedulerException e) {
      LOG.warn("Run {} of job {} is started later: {}", run, job, e.getMessage());
    }
  }

  private Trigger trigger(RunKey run, JobKey job) throws SchedulerException {
    return RunTriggers.of(run, job, originalData(run), timing.now());
  }

  /** A trigger may say more about its firings than its job does. */
  private JobDataMap originalData(RunKey run) throws SchedulerException {
    Optional<TriggerKey> key = JobNames.findTrigger(scheduler, run.trigger());
    Trigger trigger = key.isPresent() ? scheduler.getTrigger(key.get()) : null;
    return trigger == null ? new JobDataMap() : trigger.getJobDataMap();
  }
}
