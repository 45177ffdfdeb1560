package org.fluxjvm.scheduler.quartz;

import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.utils.ClassUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Flux jobs from others, and sees to it that they are recovered. */
final class FluxJobs {
  private static final Logger LOG = LoggerFactory.getLogger(FluxJobs.class);

  private FluxJobs() {}

  static boolean includes(@Nullable JobDetail job) {
    return job != null && includes(job.getJobClass());
  }

  static boolean includes(@Nullable Class<? extends Job> type) {
    return type != null && FluxJob.class.isAssignableFrom(type);
  }

  /**
   * Asks for recovery, without which Quartz forgets a firing that was under way in a crash.
   *
   * @return the job as it is to be stored; any but a Flux job as it is
   */
  static JobDetail recoverable(JobDetail job) {
    return includes(job) && !job.requestsRecovery()
        ? job.getJobBuilder().requestRecovery(true).build()
        : job;
  }

  /** Long runs keep the triggers of such a job blocked, and each blocked one then misfires. */
  static void warnOfSkippedFirings(JobDetail job, Trigger trigger) {
    // The method of JobDetail has another name in Quartz 2.3.
    if (ClassUtils.isAnnotationPresent(job.getJobClass(), DisallowConcurrentExecution.class)
        && trigger instanceof CronTrigger
        && trigger.getMisfireInstruction() == CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING) {
      LOG.warn(
          "Trigger {} skips each firing that falls due while {} runs: it has the misfire policy"
              + " DO_NOTHING, and the job disallows concurrent execution",
          trigger.getKey(),
          job.getKey());
    }
  }
}
