package org.fluxjvm.scheduler.quartz;

import java.util.List;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Interceptor;
import org.jspecify.annotations.Nullable;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;

/** Prepares the triggers of Flux jobs that are about to fire. */
final class FiredTriggers implements Interceptor {
  private final JobStore store;

  FiredTriggers(JobStore store) {
    this.store = store;
  }

  @Override
  public @Nullable Object intercept(Object[] arguments, Call call) throws Throwable {
    for (Object due : (List<?>) arguments[0]) {
      OperableTrigger trigger = (OperableTrigger) due;
      if (Origins.matter(trigger) && FluxJobs.includes(store.retrieveJob(trigger.getJobKey()))) {
        Origins.onFire(trigger);
      }
    }
    return call.with(arguments);
  }
}
