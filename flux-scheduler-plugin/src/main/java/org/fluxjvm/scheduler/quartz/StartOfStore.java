package org.fluxjvm.scheduler.quartz;

import java.util.Optional;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.JobStore;

/** Makes what a store already has recoverable, before it recovers. */
final class StartOfStore implements Interceptor {
  private final JobStore store;
  private final Optional<QuartzTables> tables;
  private final FluxClasses classes;

  StartOfStore(JobStore store, Optional<QuartzTables> tables, FluxClasses classes) {
    this.store = store;
    this.tables = tables;
    this.classes = classes;
  }

  @Override
  public @Nullable Object intercept(Object[] arguments, Call call) throws Throwable {
    if (tables.isPresent()) {
      tables.get().inLock(new RecoveryRows(tables.get(), classes)::claim);
    } else if (store.supportsPersistence()) {
      storeAsRecoverable();
    }
    return call.with(arguments);
  }

  private void storeAsRecoverable() throws SchedulerException {
    for (JobKey key : store.getJobKeys(GroupMatcher.anyJobGroup())) {
      JobDetail job = store.retrieveJob(key);
      if (FluxJobs.includes(job) && !job.requestsRecovery()) {
        store.storeJob(FluxJobs.recoverable(job), true);
      }
    }
  }
}
