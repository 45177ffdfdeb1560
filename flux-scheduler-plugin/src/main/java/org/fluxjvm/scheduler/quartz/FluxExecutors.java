package org.fluxjvm.scheduler.quartz;

import org.fluxjvm.scheduler.RunExecutor;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** The executor of a scheduler, which its jobs find in the scheduler's context. */
public final class FluxExecutors {
  private static final String KEY = RunExecutor.class.getName();

  private FluxExecutors() {}

  /**
   * Gives a scheduler its executor; for those who do not use {@link FluxPlugin}.
   *
   * @param scheduler the scheduler
   * @param executor runs its Flux jobs
   * @throws SchedulerException if the scheduler has no context
   */
  public static void put(Scheduler scheduler, RunExecutor executor) throws SchedulerException {
    scheduler.getContext().put(KEY, executor);
  }

  /**
   * The executor of a scheduler.
   *
   * @param scheduler the scheduler
   * @return its executor
   * @throws JobExecutionException if it has none
   */
  public static RunExecutor get(Scheduler scheduler) throws JobExecutionException {
    try {
      if (scheduler.getContext().get(KEY) instanceof RunExecutor executor) {
        return executor;
      }
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
    throw new JobExecutionException(
        "This scheduler is not connected to Flux: set org.quartz.plugin.flux.class = "
            + FluxPlugin.class.getName());
  }
}
