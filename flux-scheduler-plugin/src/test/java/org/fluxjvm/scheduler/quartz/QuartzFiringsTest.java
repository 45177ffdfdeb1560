package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

class QuartzFiringsTest extends MeteredQuartz {
  @Test
  void firings_are_counted_and_timed_by_the_group_of_their_trigger() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(
        job(PlainJobs.Quick.class), times(3).withIdentity("often", "reports").build());

    await().until(() -> fired("reports") == 3);
    assertThat(registry.get("quartz.trigger.delay").tag("group", "reports").timer().count())
        .isEqualTo(3);
    assertThat(misfired("reports")).isZero();
  }

  @Test
  void a_job_that_asks_to_be_fired_again_at_once_is_one_firing() throws Exception {
    PlainJobs.Refiring.REST.set(3);
    scheduler.start();
    scheduler.scheduleJob(job(PlainJobs.Refiring.class), once("again"));

    await().until(() -> PlainJobs.Refiring.REST.get() == 0);
    await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
    assertThat(fired("DEFAULT")).isEqualTo(1);
  }

  @Test
  void firings_by_hand_are_counted_and_have_no_trigger_of_their_own() throws Exception {
    scheduler.start();
    JobDetail job =
        JobBuilder.newJob(PlainJobs.Quick.class).withIdentity("quick").storeDurably().build();
    scheduler.addJob(job, true);

    scheduler.triggerJob(job.getKey());

    await().until(() -> fired("DEFAULT") == 1);
    assertThat(registry.find("quartz.trigger.next.fire.time").meters()).isEmpty();
  }

  @Test
  void a_firing_that_was_missed_is_counted() throws Exception {
    scheduler.scheduleJob(
        job(PlainJobs.Quick.class),
        TriggerBuilder.newTrigger()
            .withIdentity("late")
            .startAt(Date.from(Instant.now().minusSeconds(7200)))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInHours(24)
                    .repeatForever()
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build());
    scheduler.start();

    await().until(() -> misfired("DEFAULT") == 1);
    await().untilAsserted(() -> assertThat(next("DEFAULT.late")).isGreaterThan(seconds()));
  }

  @Test
  void errors_that_quartz_tells_its_listeners_of_are_counted() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(job(PlainJobs.Failing.class), once("failing"));

    await().until(() -> registry.get("quartz.scheduler.errors").counter().count() == 1);
  }

  @Test
  void jobs_that_are_executed_keep_threads_busy() throws Exception {
    PlainJobs.Gated.gate = new CountDownLatch(1);
    scheduler.start();
    scheduler.scheduleJob(job(PlainJobs.Gated.class), once("gated"));

    await().until(() -> gauge("quartz.jobs.running") == 1);
    assertThat(threads("busy")).isEqualTo(1);
    assertThat(threads("idle")).isEqualTo(3);
    PlainJobs.Gated.gate.countDown();
    await().until(() -> gauge("quartz.jobs.running") == 0);
    assertThat(threads("idle")).isEqualTo(4);
  }

  private double misfired(String group) {
    return registry.get("quartz.trigger.misfired").tag("group", group).counter().count();
  }

  private double threads(String state) {
    return registry.get("quartz.scheduler.threads").tag("state", state).gauge().value();
  }

  private static TriggerBuilder<?> times(int count) {
    return TriggerBuilder.newTrigger()
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(10)
                .withRepeatCount(count - 1));
  }
}
