package org.fluxjvm.scheduler.quartz;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.JobPersistenceException;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;
import org.quartz.spi.TriggerFiredResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares the triggers of Flux jobs that are about to fire, and holds back those that may not. */
final class FiredTriggers implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(FiredTriggers.class);

  private final JobStore store;
  private final Optional<QuartzTables> shared;

  /**
   * Makes an interceptor.
   *
   * @param store where the jobs are
   * @param shared the tables, if other schedulers may recover firings of this one
   */
  FiredTriggers(JobStore store, Optional<QuartzTables> shared) {
    this.store = store;
    this.shared = shared;
  }

  @Override
  public @Nullable Object intercept(Object[] arguments, Call call) throws Throwable {
    List<?> due = (List<?>) arguments[0];
    List<OperableTrigger> reserved = new ArrayList<>();
    for (Object trigger : due) {
      if (!isGone((OperableTrigger) trigger)) {
        reserved.add(prepared((OperableTrigger) trigger));
      }
    }
    Object results = call.with(reserved);
    return reserved.size() == due.size() ? results : aligned(due, reserved, (List<?>) results);
  }

  private OperableTrigger prepared(OperableTrigger trigger) throws JobPersistenceException {
    if (Origins.matter(trigger) && FluxJobs.includes(store.retrieveJob(trigger.getJobKey()))) {
      Origins.onFire(trigger);
    }
    return trigger;
  }

  /** Quartz goes by the places in the list. */
  private static List<Object> aligned(
      List<?> due, List<OperableTrigger> reserved, @Nullable List<?> results) {
    Iterator<?> fired = Objects.requireNonNull(results).iterator();
    List<Object> all = new ArrayList<>();
    for (Object trigger : due) {
      all.add(
          reserved.contains(trigger)
              ? fired.next()
              : new TriggerFiredResult((TriggerFiredBundle) null));
    }
    return all;
  }

  /** If the question fails, so does the store. */
  private boolean isGone(OperableTrigger trigger) {
    try {
      return shared.isPresent() && new FiringRows(shared.get()).standing(trigger) == Standing.GONE;
    } catch (SQLException e) {
      LOG.warn("Whether firing {} was recovered cannot be read", trigger.getFireInstanceId(), e);
      return false;
    }
  }
}
