package org.fluxjvm.scheduler.cli;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.fluxjvm.scheduler.quartz.FluxJobException;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.JobListenerSupport;

/** The Quartz scheduler that fires the jobs of a schedule. */
final class Firings {
  private static final String NAME = "flux-scheduler";

  private final Engine engine;
  private final FiringPool pool;
  private final Scheduler scheduler;

  Firings(Engine engine) {
    this.engine = engine;
    this.pool = engine.pool();
    this.scheduler = engine.scheduler();
  }

  Scheduler scheduler() {
    return scheduler;
  }

  /** Tells of firings that ended before there was a run: of a job, and why. */
  void onNoRun(BiConsumer<String, Exception> listener) throws SchedulerException {
    scheduler
        .getListenerManager()
        .addJobListener(
            new JobListenerSupport() {
              @Override
              public String getName() {
                return NAME;
              }

              @Override
              public void jobWasExecuted(
                  JobExecutionContext context, @Nullable JobExecutionException failure) {
                if (failure != null && !(failure instanceof FluxJobException)) {
                  listener.accept(context.getJobDetail().getKey().getName(), failure);
                }
              }
            });
  }

  /**
   * Takes over what an earlier start has left, and begins to fire; the call is made now and
   * whenever no firing is under way any more.
   */
  void start(Runnable whenIdle) throws SchedulerException {
    pool.whenIdle(whenIdle);
    engine.scheduling().start();
    scheduler.start();
    whenIdle.run();
  }

  /**
   * Whether nothing fires or will fire again: a trigger that has fired for the last time stays in
   * the store until that firing has ended.
   */
  boolean isExhausted() {
    try {
      return scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup()).isEmpty();
    } catch (SchedulerException e) {
      return false; // what is shut down ends anyway, and a store out of reach is asked again
    }
  }

  /** When a job fires next. */
  Optional<Instant> next(String name) {
    try {
      return Optional.ofNullable(scheduler.getTrigger(TriggerKey.triggerKey(name)))
          .flatMap(trigger -> Optional.ofNullable(trigger.getNextFireTime()))
          .map(Date::toInstant);
    } catch (SchedulerException e) {
      return Optional.empty(); // it has been shut down meanwhile: nothing fires next
    }
  }

  /** Fires no more. What was fired goes on, and its end is stored. */
  void rest() {
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not stop firing", e);
    }
  }

  /** Ends. What was fired goes on, but its end is not stored in a database any more. */
  void halt() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not shut down", e);
    }
  }

  /** Whether something that was fired has not ended yet. */
  boolean areUnderWay() {
    return pool.inFlight() > 0;
  }
}
