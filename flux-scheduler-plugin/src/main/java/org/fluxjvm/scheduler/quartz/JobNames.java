package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/** Names as {@code group.name}; both parts may have dots in them. */
final class JobNames {
  private JobNames() {}

  static String text(JobKey job) {
    return job.getGroup() + "." + job.getName();
  }

  /** The job of that name, if the scheduler has it. */
  static Optional<JobKey> find(Scheduler scheduler, String text) throws SchedulerException {
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      JobKey key = new JobKey(text.substring(dot + 1), text.substring(0, dot));
      if (scheduler.checkExists(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The trigger of that name, if the scheduler has it. */
  static Optional<TriggerKey> findTrigger(Scheduler scheduler, String text)
      throws SchedulerException {
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      TriggerKey key = new TriggerKey(text.substring(dot + 1), text.substring(0, dot));
      if (scheduler.checkExists(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
