package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.Optional;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the completions of Flux jobs on, but for those that are not this scheduler's to give. */
final class CompletedFirings implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(CompletedFirings.class);

  private final Completions completions;
  private final Optional<QuartzTables> shared;

  /**
   * Makes an interceptor.
   *
   * @param completions which are passed on, and how many at once
   * @param shared the tables, if other schedulers may recover firings of this one
   */
  CompletedFirings(Completions completions, Optional<QuartzTables> shared) {
    this.completions = completions;
    this.shared = shared;
  }

  @Override
  public @Nullable Object intercept(Object[] arguments, Call call) throws Throwable {
    OperableTrigger trigger = (OperableTrigger) arguments[0];
    JobDetail job = (JobDetail) arguments[1];
    completions.complete(
        trigger,
        job,
        () -> {
          if (FluxJobs.includes(job) && isStale(trigger)) {
            Completions.tellStale(trigger, trigger.getFireInstanceId());
            return;
          }
          pass(arguments, call);
        });
    return null;
  }

  private static void pass(Object[] arguments, Call call) {
    try {
      call.with(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("triggeredJobComplete declares no exception", e);
    }
  }

  /** If the question fails, the store meets the same failure, and waits until it is over. */
  private boolean isStale(OperableTrigger trigger) {
    if (shared.isEmpty()) {
      return false;
    }
    try {
      return !shared.get().hasFired(trigger.getFireInstanceId());
    } catch (SQLException e) {
      LOG.warn("Whether firing {} was recovered cannot be read", trigger.getFireInstanceId(), e);
      return false;
    }
  }
}
