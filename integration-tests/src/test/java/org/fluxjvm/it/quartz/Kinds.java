package org.fluxjvm.it.quartz;

import org.fluxjvm.scheduler.quartz.FluxJob;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.PersistJobDataAfterExecution;

/** Kinds of jobs, by what they ask of Quartz. */
final class Kinds {
  static final String COUNT = "count";

  private Kinds() {}

  /** Of which no two firings run. */
  @DisallowConcurrentExecution
  public static final class OneAtATime extends FluxJob {}

  /** Counts its firings in its data, which is not kept. */
  public static class Forgetful extends FluxJob {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      JobDataMap data = context.getJobDetail().getJobDataMap();
      data.put(COUNT, Integer.toString(Integer.parseInt(data.getString(COUNT)) + 1));
      super.execute(context);
    }
  }

  /** Counts its firings in its data. */
  @PersistJobDataAfterExecution
  @DisallowConcurrentExecution
  public static final class Counting extends Forgetful {}

  /** Is fired again at once when it fails, once. */
  public static final class Insistent extends FluxJob {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        super.execute(context);
      } catch (JobExecutionException e) {
        e.setRefireImmediately(context.getRefireCount() == 0);
        throw e;
      }
    }
  }

  /** Gives its trigger up when it fails. */
  public static final class Resigned extends FluxJob {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        super.execute(context);
      } catch (JobExecutionException e) {
        e.setUnscheduleFiringTrigger(true);
        throw e;
      }
    }
  }

  /** Has nothing to do with Flux. */
  public static final class PlainJava implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }
}
