package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxjvm.scheduler.quartz.Chain;
import org.fluxjvm.scheduler.quartz.FluxJob;
import org.fluxjvm.scheduler.quartz.RunData;
import org.fluxjvm.scheduler.reload.ScheduleInstaller.Installed;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/** What an installer does to the jobs of a scheduler, whatever its store. */
abstract class InstallerContract extends InstallerFixture {
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
