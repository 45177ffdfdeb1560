package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** {@code PersistJobDataAfterExecution}. */
abstract class JobDataContract extends Contract {
  private static final JobKey KEY = JobKey.jobKey("counts");

  @ParameterizedTest
  @EnumSource
  void what_a_firing_puts_into_its_data_is_stored_when_its_flux_job_has_ended(Store store)
      throws Exception {
    Scheduler scheduler = start(store);
    scheduler.addJob(counting(Kinds.Counting.class), false);

    scheduler.triggerJob(KEY);
    witness.await("running");
    assertThat(count(scheduler)).isEqualTo("0");

    gate.open(1);
    await().untilAsserted(() -> assertThat(count(scheduler)).isEqualTo("1"));
  }

  @ParameterizedTest
  @EnumSource
  void the_next_firing_finds_it(Store store) throws Exception {
    Scheduler scheduler = start(store);
    scheduler.addJob(counting(Kinds.Counting.class), false);
    gate.open(3);

    for (int firing = 0; firing < 3; firing++) {
      scheduler.triggerJob(KEY);
    }

    await().untilAsserted(() -> assertThat(count(scheduler)).isEqualTo("3"));
  }

  @ParameterizedTest
  @EnumSource
  void without_the_annotation_nothing_is_stored(Store store) throws Exception {
    Scheduler scheduler = start(store);
    scheduler.addJob(counting(Kinds.Forgetful.class), false);
    gate.open(1);

    scheduler.triggerJob(KEY);

    assertThat(recorder.ended().error()).isNull();
    await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
    assertThat(count(scheduler)).isEqualTo("0");
  }

  private JobDetail counting(Class<? extends FluxJob> kind) {
    JobDetail job = job(kind, KEY.getName(), witness.says("running"), gate.pass());
    job.getJobDataMap().putAll(Map.of(Kinds.COUNT, "0"));
    return job;
  }

  private static String count(Scheduler scheduler) throws SchedulerException {
    return scheduler.getJobDetail(KEY).getJobDataMap().getString(Kinds.COUNT);
  }
}
