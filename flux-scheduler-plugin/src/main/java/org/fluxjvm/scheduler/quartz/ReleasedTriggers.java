package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.Optional;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the triggers that a scheduler gives back, but for two kinds, as {@link ReturnedFirings}
 * does within a store: a firing that has begun is continued, and one that is not this scheduler's
 * any more is left alone.
 */
final class ReleasedTriggers implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(ReleasedTriggers.class);

  private final JobStore store;
  private final Optional<QuartzTables> tables;

  ReleasedTriggers(JobStore store, Optional<QuartzTables> tables) {
    this.store = store;
    this.tables = tables;
  }

  @Override
  public @Nullable Object intercept(Object[] arguments, Call call) throws Throwable {
    OperableTrigger trigger = (OperableTrigger) arguments[0];
    switch (standing(trigger)) {
      case GONE -> LOG.warn("Trigger {} is another scheduler's by now", trigger.getKey());
      case RESERVED -> {
        return call.with(arguments);
      }
      case BEGUN -> {
        JobDetail job = store.retrieveJob(trigger.getJobKey());
        if (!FluxJobs.includes(job)) {
          return call.with(arguments);
        }
        new ContinuedFirings(store, tables.orElseThrow().scheduler()).add(trigger, job);
      }
    }
    return null;
  }

  /** If the question fails, the store meets the same failure, and waits until it is over. */
  private Standing standing(OperableTrigger trigger) {
    if (tables.isEmpty()) {
      return Standing.RESERVED;
    }
    try {
      return new FiringRows(tables.get()).standing(trigger);
    } catch (SQLException e) {
      LOG.warn("Whether firing {} has begun cannot be read", trigger.getFireInstanceId(), e);
      return Standing.RESERVED;
    }
  }
}
