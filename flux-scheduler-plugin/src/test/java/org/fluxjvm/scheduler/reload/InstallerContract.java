package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.fluxjvm.scheduler.quartz.Chain;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.FluxThreadPool;
import org.fluxjvm.scheduler.quartz.RunData;
import org.fluxjvm.scheduler.reload.ScheduleInstaller.Installed;
import org.fluxjvm.scheduler.schedule.Jobspecs;
import org.fluxjvm.scheduler.schedule.ScheduleFile;
import org.fluxjvm.scheduler.schedule.ScheduledJob;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.JobListenerSupport;

/** What an installer does to a scheduler, whatever its store; Flux is not needed for that. */
abstract class InstallerContract {
  static final String DAILY = "{ name: report, cron: \"0 0 3 * * ?\", command: [make] }";
  static final String LATER = "{ name: report, cron: \"0 0 4 * * ?\", command: [make] }";
  static final String OTHER_WORK = "{ name: report, cron: \"0 0 3 * * ?\", command: [make, all] }";
  static final String ONCE = "{ name: once, at: 2020-01-01T00:00:00Z, command: [true] }";
  static final TriggerKey REPORT = TriggerKey.triggerKey("report");

  @TempDir Path folder;
  Scheduler scheduler;

  abstract Properties store();

  @BeforeEach
  void start() throws Exception {
    scheduler = scheduler();
  }

  @AfterEach
  void stop() throws SchedulerException {
    scheduler.shutdown(true);
  }

  Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", getClass().getSimpleName());
    properties.put("org.quartz.threadPool.class", FluxThreadPool.class.getName());
    properties.putAll(store());
    return new StdSchedulerFactory(properties).getScheduler();
  }

  Installed install(String... jobs) throws Exception {
    return new ScheduleInstaller(
            scheduler, new Jobspecs(Map.of(), Path.of("/")), InstantSource.system())
        .install(read(jobs));
  }

  private List<ScheduledJob> read(String... jobs) throws Exception {
    Path file = folder.resolve("schedule.yaml");
    try {
      Files.writeString(file, "jobs:\n- " + String.join("\n- ", jobs) + "\n");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return ScheduleFile.read(file, Clock.systemUTC()).jobs();
  }

  private JobDataMap data(String job) throws SchedulerException {
    return scheduler.getJobDetail(JobKey.jobKey(job)).getJobDataMap();
  }

  @Test
  void a_job_that_is_added_is_durable_and_has_its_trigger_and_texts_for_data() throws Exception {
    Installed installed =
        install(
            "{ name: report, cron: \"0 0 3 * * ?\", command: [make], retry: { tries: 3, backoff: 1m"
                + " }, idempotent: true, concurrency: 2, urgency: 8 }");

    assertThat(installed.change().added()).containsExactly("report");
    assertThat(scheduler.getTrigger(REPORT)).isInstanceOf(CronTrigger.class);
    assertThat(scheduler.getJobDetail(JobKey.jobKey("report")).isDurable()).isTrue();
    assertThat(data("report"))
        .containsEntry(RunData.RETRY_TRIES, "3")
        .containsEntry(RunData.RETRY_BACKOFF, "1m")
        .containsEntry(RunData.IDEMPOTENT, "true")
        .containsEntry(RunData.CONCURRENCY, "2")
        .containsEntry(FluxJob.URGENCY, "8")
        .containsKey(FluxJob.JOBSPEC)
        .allSatisfy((key, value) -> assertThat(value).isInstanceOf(String.class));
  }

  @Test
  void a_job_that_fires_after_another_stands_in_that_ones_data_and_has_no_trigger()
      throws Exception {
    install(DAILY, "{ name: mail, after: { job: report, on: failure }, command: [mail] }");

    assertThat(Chain.parse(data("report").getString(Chain.KEY)).links())
        .containsExactly(
            new Chain.Link(JobKey.jobKey("mail"), org.fluxjvm.scheduler.RunRequest.Upon.FAILURE));
    assertThat(scheduler.getTriggersOfJob(JobKey.jobKey("mail"))).isEmpty();

    install(DAILY);

    assertThat(data("report")).doesNotContainKey(Chain.KEY);
    assertThat(scheduler.checkExists(JobKey.jobKey("mail"))).isFalse();
  }

  @Test
  void the_same_file_changes_nothing() throws Exception {
    install(DAILY);
    Trigger before = scheduler.getTrigger(REPORT);

    assertThat(install(DAILY).change().isEmpty()).isTrue();

    assertThat(scheduler.getTrigger(REPORT).getStartTime()).isEqualTo(before.getStartTime());
  }

  @Test
  void a_changed_cron_is_rescheduled() throws Exception {
    install(DAILY);

    assertThat(install(LATER).change().rescheduled()).containsExactly("report");

    assertThat(((CronTrigger) scheduler.getTrigger(REPORT)).getCronExpression())
        .isEqualTo("0 0 4 * * ?");
  }

  @Test
  void changed_work_replaces_the_data_and_keeps_the_trigger() throws Exception {
    String hourly = "{ name: report, every: 1h, command: [%s] }";
    install(hourly.formatted("make"));
    Trigger before = scheduler.getTrigger(REPORT);

    Installed installed = install(hourly.formatted("test"));

    assertThat(installed.change().changed()).containsExactly("report");
    assertThat(installed.change().rescheduled()).isEmpty();
    assertThat(scheduler.getTrigger(REPORT).getStartTime()).isEqualTo(before.getStartTime());
    assertThat(data("report").getString(FluxJob.JOBSPEC)).contains("\"test\"");
  }

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
  void a_job_that_is_removed_goes_and_comes_back() throws Exception {
    install(DAILY, ONCE);

    assertThat(install(ONCE).change().removed()).containsExactly("report");
    assertThat(scheduler.checkExists(REPORT)).isFalse();
    assertThat(scheduler.checkExists(JobKey.jobKey("report"))).isFalse();

    assertThat(install(DAILY, ONCE).change().added()).containsExactly("report");
    assertThat(scheduler.checkExists(REPORT)).isTrue();
  }

  @Test
  void a_job_that_now_fires_after_another_loses_its_trigger() throws Exception {
    install(DAILY, "{ name: mail, every: 1h, command: [mail] }");

    install(DAILY, "{ name: mail, after: { job: report }, command: [mail] }");

    assertThat(scheduler.checkExists(TriggerKey.triggerKey("mail"))).isFalse();
    assertThat(scheduler.checkExists(JobKey.jobKey("mail"))).isTrue();
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

  static org.quartz.impl.matchers.GroupMatcher<TriggerKey> anyTrigger() {
    return org.quartz.impl.matchers.GroupMatcher.anyTriggerGroup();
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
  void a_job_from_elsewhere_is_neither_removed_nor_replaced() throws Exception {
    JobKey mine = JobKey.jobKey("mine");
    scheduler.addJob(
        JobBuilder.newJob(FluxJob.class).withIdentity(mine).storeDurably().build(), false);

    install(DAILY);
    assertThat(scheduler.checkExists(mine)).isTrue();

    assertThatThrownBy(() -> install(DAILY, "{ name: mine, every: 1h, command: [make] }"))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("DEFAULT.mine")
        .hasMessageContaining("from no schedule file");
    assertThat(scheduler.checkExists(TriggerKey.triggerKey("mine"))).isFalse();
  }
}
