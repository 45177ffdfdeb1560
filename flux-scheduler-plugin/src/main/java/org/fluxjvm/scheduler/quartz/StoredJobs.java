package org.fluxjvm.scheduler.quartz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fluxjvm.scheduler.quartz.FluxJobStore.Call;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.Trigger;
import org.quartz.spi.JobStore;
import org.quartz.spi.OperableTrigger;

/** Prepares Flux jobs and their triggers on their way into a store. */
final class StoredJobs {
  private final JobStore store;

  StoredJobs(JobStore store) {
    this.store = store;
  }

  @Nullable Object storeJob(Object[] arguments, Call call) throws Throwable {
    return call.with(FluxJobs.recoverable((JobDetail) arguments[0]), arguments[1]);
  }

  @Nullable Object storeJobAndTrigger(Object[] arguments, Call call) throws Throwable {
    JobDetail job = (JobDetail) arguments[0];
    prepare(job, (Trigger) arguments[1]);
    return call.with(FluxJobs.recoverable(job), arguments[1]);
  }

  @Nullable Object storeJobsAndTriggers(Object[] arguments, Call call) throws Throwable {
    Map<Object, Object> recoverable = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) arguments[0]).entrySet()) {
      JobDetail job = (JobDetail) entry.getKey();
      ((Set<?>) entry.getValue()).forEach(trigger -> prepare(job, (Trigger) trigger));
      recoverable.put(FluxJobs.recoverable(job), entry.getValue());
    }
    return call.with(recoverable, arguments[1]);
  }

  @Nullable Object storeTrigger(Object[] arguments, Call call) throws Throwable {
    Trigger trigger = (Trigger) arguments[0];
    prepare(store.retrieveJob(trigger.getJobKey()), trigger);
    return call.with(arguments);
  }

  @Nullable Object replaceTrigger(Object[] arguments, Call call) throws Throwable {
    Trigger trigger = (Trigger) arguments[1];
    prepare(store.retrieveJob(trigger.getJobKey()), trigger);
    return call.with(arguments);
  }

  static void prepare(Map<JobDetail, Set<? extends Trigger>> jobs) {
    jobs.forEach((job, triggers) -> triggers.forEach(trigger -> prepare(job, trigger)));
  }

  static void prepare(@Nullable JobDetail job, Trigger trigger) {
    if (job != null && FluxJobs.includes(job) && trigger instanceof OperableTrigger operable) {
      FluxJobs.warnOfSkippedFirings(job, trigger);
      Origins.onStore(operable);
    }
  }
}
