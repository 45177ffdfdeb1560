package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.Optional;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rows of firings that a scheduler gives back though they have begun. */
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
    if (isFired(trigger) && FluxJobs.includes(store.retrieveJob(trigger.getJobKey()))) {
      Completions.tellKept(trigger);
      return null;
    }
    return call.with(arguments);
  }

  /** If the question fails, the store meets the same failure, and waits until it is over. */
  private boolean isFired(OperableTrigger trigger) {
    try {
      return tables.isPresent() && tables.get().isExecuting(trigger.getFireInstanceId());
    } catch (SQLException e) {
      LOG.warn("Whether firing {} has begun cannot be read", trigger.getFireInstanceId(), e);
      return false;
    }
  }
}
