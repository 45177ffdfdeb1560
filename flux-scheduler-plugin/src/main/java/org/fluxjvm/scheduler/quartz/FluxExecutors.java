package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import java.util.OptionalDouble;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunLedger;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerContext;
import org.quartz.SchedulerException;

/** The executor of a scheduler, which its jobs find in the scheduler's context. */
public final class FluxExecutors {
  private static final String KEY = RunExecutor.class.getName();

  private static final String SCHEDULING = FluxScheduling.class.getName();

  private static final String CONNECTIONS = FluxConnections.class.getName();

  private static final String RATE = KEY + ".submitsPerSecond";

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
    connections(scheduler).connected(executor);
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
        "This scheduler is not connected to Flux, or was not started: make it with "
            + FluxSchedulerFactory.class.getName()
            + ", or set org.quartz.plugin.flux.class = "
            + FluxPlugin.class.getName());
  }

  static boolean isConnected(Scheduler scheduler) throws SchedulerException {
    return scheduler.getContext().get(KEY) instanceof RunExecutor;
  }

  /**
   * The ledger of a scheduler, for those who settle its runs: {@link RunLedger#resolve}, {@link
   * RunLedger#reopen}.
   *
   * @param scheduler a scheduler with a {@link FluxPlugin} or a {@link FluxScheduling}
   * @return its ledger; empty if it has none, or was not started
   * @throws SchedulerException if the scheduler has no context
   */
  public static Optional<RunLedger> ledger(Scheduler scheduler) throws SchedulerException {
    return scheduling(scheduler).map(scheduling -> scheduling.parts().ledger());
  }

  static void put(Scheduler scheduler, FluxScheduling scheduling) throws SchedulerException {
    scheduler.getContext().put(SCHEDULING, scheduling);
    put(scheduler, scheduling.executor());
  }

  static Optional<FluxScheduling> scheduling(Scheduler scheduler) throws JobExecutionException {
    try {
      return scheduler.getContext().get(SCHEDULING) instanceof FluxScheduling scheduling
          ? Optional.of(scheduling)
          : Optional.empty();
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  /** Takes a scheduler's executor away, which cannot run anything. */
  static void remove(Scheduler scheduler) throws SchedulerException {
    scheduler.getContext().remove(KEY);
    scheduler.getContext().remove(SCHEDULING);
    connections(scheduler).gone();
  }

  /** Who is told when a scheduler gets an executor, before that runs anything. */
  static FluxConnections connections(Scheduler scheduler) throws SchedulerException {
    SchedulerContext context = scheduler.getContext();
    synchronized (context) {
      if (context.get(CONNECTIONS) instanceof FluxConnections known) {
        return known;
      }
      FluxConnections made = new FluxConnections();
      context.put(CONNECTIONS, made);
      return made;
    }
  }

  /**
   * Limits how many jobs a scheduler's ledger lets into each queue in a second.
   *
   * @param scheduler the scheduler
   * @param submitsPerSecond more than 0
   * @throws SchedulerException if the scheduler has no context
   */
  public static void limit(Scheduler scheduler, double submitsPerSecond) throws SchedulerException {
    scheduler.getContext().put(RATE, Double.toString(submitsPerSecond));
  }

  static OptionalDouble submitsPerSecond(Scheduler scheduler) throws SchedulerException {
    return scheduler.getContext().get(RATE) instanceof String rate
        ? OptionalDouble.of(Double.parseDouble(rate))
        : OptionalDouble.empty();
  }
}
