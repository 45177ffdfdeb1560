package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.jobspec.JobspecSource;
import org.jspecify.annotations.Nullable;
import org.quartz.InterruptableJob;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Quartz job that runs as a Flux job, and ends when that does.
 *
 * <p>Listeners, {@code DisallowConcurrentExecution}, refire and recovery thus mean what they mean
 * for any other job. The firing's result is a {@link org.fluxjvm.job.JobResult}, or the {@link
 * org.fluxjvm.scheduler.RunEnd} of a run that was over before; a failure is a {@link
 * FluxJobException}. Interrupting the firing cancels the Flux job. When the scheduler goes while
 * the job runs, listeners hear of a failure too, whose result is {@link RunResult.Detached}: the
 * job goes on, and the firing is not completed.
 *
 * <p>What a firing runs is in the job data map: a jobspec as JSON, the class of a {@link
 * JobspecSource}, or texts under the keys of {@link org.fluxjvm.scheduler.jobspec.JobspecKeys}. A
 * subclass that implements {@link JobspecSource} needs none of them. Jobspecs that are not made by
 * code may have {@link org.fluxjvm.scheduler.jobspec.Templates}.
 */
public class FluxJob implements InterruptableJob {
  /** Where the job data map has the jobspec: JSON (RFC 14). */
  public static final String JOBSPEC = "flux.jobspec";

  /** Where the job data map has the name of the class of a {@link JobspecSource}. */
  public static final String SOURCE = "flux.jobspecSource";

  /** Where the job data map has the urgency that the job is released to, 1 to 31; 16 if absent. */
  public static final String URGENCY = "flux.urgency";

  private static final Logger LOG = LoggerFactory.getLogger(FluxJob.class);

  private final Object lock = new Object();
  private boolean interrupted;
  private @Nullable RunExecutor executor;
  private @Nullable Run run;

  /** Called by Quartz. */
  public FluxJob() {}

  /**
   * Starts the definition of a job.
   *
   * @param jobspec what each firing runs
   * @return a builder, without an identity
   */
  public static JobBuilder newJob(Jobspec jobspec) {
    return JobBuilder.newJob(FluxJob.class).usingJobData(JOBSPEC, jobspec.toJson());
  }

  /**
   * Starts the definition of a job whose jobspecs are made by code.
   *
   * @param source a public class with a public constructor without arguments, one object for each
   *     firing
   * @return a builder, without an identity
   */
  public static JobBuilder newJob(Class<? extends JobspecSource> source) {
    return JobBuilder.newJob(FluxJob.class).usingJobData(SOURCE, source.getName());
  }

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    RunExecutor runs = executor(context);
    Run started = run(runs, context);
    if (remember(runs, started)) {
      runs.cancel(started, "interrupted");
    }
    RunResult result = await(started.result());
    switch (result) {
      case RunResult.Ended ended -> context.setResult(ended.job());
      case RunResult.Recorded recorded -> context.setResult(recorded.end());
      case RunResult.Detached _ -> Completions.detach(context.getTrigger());
      case RunResult.Refused _, RunResult.Uncertain _, RunResult.Abandoned _ -> {}
    }
    if (!result.isSuccess()) {
      throw FluxJobException.of(started, result);
    }
  }

  /** A firing that comes again may have begun, whatever the ledger says. */
  private static Run run(RunExecutor runs, JobExecutionContext context)
      throws JobExecutionException {
    RunRequest request = request(context);
    return RunTriggers.standsForAnother(context.getTrigger().getKey())
        ? runs.resume(request)
        : runs.run(request);
  }

  /** Without one the firing is left to a start that has one. */
  private static RunExecutor executor(JobExecutionContext context) throws JobExecutionException {
    try {
      return FluxExecutors.get(context.getScheduler());
    } catch (JobExecutionException e) {
      LOG.error("Firing of {} waits: {}", context.getTrigger().getKey(), e.getMessage());
      Completions.detach(context.getTrigger());
      throw e;
    }
  }

  private static RunRequest request(JobExecutionContext context) throws JobExecutionException {
    try {
      return FiringRequest.of(context);
    } catch (JobExecutionException wrong) {
      Optional<FluxScheduling> scheduling = FluxExecutors.scheduling(context.getScheduler());
      if (scheduling.isEmpty()) {
        throw wrong;
      }
      return scheduling.get().unreadable().end(context, wrong).orElseThrow(() -> wrong);
    }
  }

  /** The wait ends with the run; an interrupted thread would leave a job that nobody follows. */
  private static RunResult await(CompletableFuture<RunResult> result) throws JobExecutionException {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new JobExecutionException(e.getCause());
    }
  }

  private boolean remember(RunExecutor runs, Run started) {
    synchronized (lock) {
      executor = runs;
      run = started;
      return interrupted;
    }
  }

  /** Cancels the Flux job; the firing ends when the job has. */
  @Override
  public void interrupt() {
    synchronized (lock) {
      interrupted = true;
      if (executor != null && run != null) {
        executor.cancel(run, "interrupted");
      }
    }
  }
}
