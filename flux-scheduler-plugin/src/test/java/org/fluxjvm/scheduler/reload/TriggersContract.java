package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.scheduler.reload.ScheduleInstaller.Installed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.simpl.PropertySettingJobFactory;

/** What becomes of triggers that have fired, wait or failed when their file is read again. */
abstract class TriggersContract extends InstallerFixture {
  @Test
  void a_paused_job_stays_paused_however_it_changes() throws Exception {
    install(DAILY);
    scheduler.pauseJob(JobKey.jobKey("report"));

    install(OTHER_WORK);
    assertThat(scheduler.getTriggerState(REPORT)).isEqualTo(TriggerState.PAUSED);

    scheduler.start();
    install("{ name: report, every: 1h, command: [make] }");
    assertThat(scheduler.getTriggerState(REPORT)).isEqualTo(TriggerState.PAUSED);
    assertThat(scheduler.getTrigger(REPORT).getPreviousFireTime()).isNull();
  }

  @Test
  void what_was_used_up_is_not_scheduled_again_until_it_fires_otherwise() throws Exception {
    TriggerKey once = TriggerKey.triggerKey("once");
    String counted = "{ name: thrice, every: 1ms, count: 3, command: [true] }";
    install(ONCE, counted);
    scheduler.start();
    await().until(() -> scheduler.getTriggerKeys(anyTrigger()).isEmpty());

    assertThat(install(ONCE, counted).change().isEmpty()).isTrue();
    assertThat(scheduler.getTriggerKeys(anyTrigger())).isEmpty();

    Installed otherWork = install(ONCE.replace("true", "other"), counted);
    assertThat(otherWork.change().changed()).containsExactly("once");
    assertThat(scheduler.getTriggerKeys(anyTrigger())).isEmpty();

    install(ONCE.replace("2020", "2040"), counted);
    assertThat(scheduler.getTriggerKeys(anyTrigger())).containsExactly(once);
  }

  @Test
  void a_job_that_never_fires_is_told_once() throws Exception {
    String past = "{ name: past, cron: \"0 0 0 1 1 ? 2020\", command: [true] }";

    assertThat(install(past).neverFiring()).containsExactly("past");
    assertThat(install(past).neverFiring()).isEmpty();
  }

  @Test
  void a_firing_under_way_is_left_alone_when_its_job_is_removed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch removed = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    scheduler
        .getListenerManager()
        .addJobListener(
            new JobListenerSupport() {
              @Override
              public String getName() {
                return "slow";
              }

              @Override
              public void jobToBeExecuted(JobExecutionContext context) {
                begun.countDown();
                await().until(() -> removed.getCount() == 0);
              }

              @Override
              public void jobWasExecuted(
                  JobExecutionContext context, @Nullable JobExecutionException failure) {
                ended.countDown();
              }
            });
    install("{ name: report, every: 1h, command: [make] }", ONCE.replace("2020", "2040"));
    scheduler.start();
    await().until(() -> begun.getCount() == 0);

    install(ONCE.replace("2020", "2040"));
    assertThat(scheduler.checkExists(JobKey.jobKey("report"))).isFalse();
    assertThat(ended.getCount()).isEqualTo(1);
    removed.countDown();

    await().until(() -> ended.getCount() == 0);
  }

  @Test
  void a_trigger_that_quartz_gave_up_is_replaced_and_fires_again() throws Exception {
    install("{ name: report, every: 1s, command: [make] }");
    awaitGivenUp();

    scheduler.setJobFactory(new PropertySettingJobFactory());
    install("{ name: report, every: 2s, command: [make] }");

    await().until(() -> scheduler.getTrigger(REPORT).getPreviousFireTime() != null);
  }

  @Test
  void a_trigger_that_quartz_gave_up_fires_again_when_its_job_is_changed() throws Exception {
    install("{ name: report, every: 1s, command: [make] }");
    awaitGivenUp();
    Instant givenUp = previousFireTime();

    scheduler.setJobFactory(new PropertySettingJobFactory());
    install("{ name: report, every: 1s, command: [make, all] }");

    await().until(() -> previousFireTime().isAfter(givenUp));
  }

  private Instant previousFireTime() throws SchedulerException {
    return scheduler.getTrigger(REPORT).getPreviousFireTime().toInstant();
  }

  /** As when the class of a job is gone. */
  private void awaitGivenUp() throws SchedulerException {
    scheduler.setJobFactory(
        (bundle, owner) -> {
          throw new SchedulerException("there is no such job");
        });
    scheduler.start();
    await().until(() -> scheduler.getTriggerState(REPORT) == TriggerState.ERROR);
  }
}
