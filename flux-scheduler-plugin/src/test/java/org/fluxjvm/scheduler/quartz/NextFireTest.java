package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

class NextFireTest extends MeteredQuartz {
  @Test
  void it_is_known_when_a_trigger_fires_next_until_it_is_gone() throws Exception {
    Instant soon = Instant.now().plusSeconds(3600);
    scheduler.scheduleJob(job(PlainJobs.Quick.class), at("later", soon));
    assertThat(next("DEFAULT.later")).isEqualTo(soon.toEpochMilli() / 1e3);

    Instant sooner = soon.minusSeconds(60);
    scheduler.rescheduleJob(new TriggerKey("later"), at("later", sooner));
    assertThat(next("DEFAULT.later")).isEqualTo(sooner.toEpochMilli() / 1e3);

    scheduler.unscheduleJob(new TriggerKey("later"));
    assertThat(registry.find("quartz.trigger.next.fire.time").meters()).isEmpty();
  }

  @Test
  void a_trigger_that_is_overdue_shows_it_unless_it_is_paused() throws Exception {
    Instant past = Instant.now().minusSeconds(5);
    scheduler.scheduleJob(job(PlainJobs.Quick.class), at("overdue", past));
    assertThat(next("DEFAULT.overdue")).isLessThan(seconds());

    scheduler.pauseTrigger(new TriggerKey("overdue"));

    await().untilAsserted(() -> assertThat(next("DEFAULT.overdue")).isNaN());
  }

  @Test
  void triggers_that_are_there_before_are_read_in_the_background() throws Exception {
    scheduler.scheduleJob(job(PlainJobs.Quick.class), at("later", Instant.now().plusSeconds(3600)));
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (QuartzMetrics late = QuartzMetrics.of(scheduler)) {
      late.bindTo(second);
      await().until(() -> second.find("quartz.trigger.next.fire.time").timeGauge() != null);
    }
    assertThat(second.getMeters()).isEmpty();
  }

  @Test
  void many_triggers_are_shown_up_to_a_limit() throws Exception {
    try (QuartzMetrics few = QuartzMetrics.builder(scheduler).triggers(2).prefix("few").build()) {
      few.bindTo(registry);
      for (int i = 0; i < 5; i++) {
        scheduler.scheduleJob(
            JobBuilder.newJob(PlainJobs.Quick.class).withIdentity("j" + i).build(),
            at("t" + i, Instant.now().plusSeconds(3600)));
      }

      assertThat(registry.get("few.quartz.trigger.next.fire.time").meters()).hasSize(2);
      assertThat(registry.get("quartz.trigger.next.fire.time").meters()).hasSize(5);
    }
  }

  @Test
  void a_trigger_that_waits_for_a_run_of_its_job_is_not_overdue() throws Exception {
    PlainJobs.Gated.gate = new CountDownLatch(1);
    scheduler.start();
    scheduler.scheduleJob(
        job(PlainJobs.Alone.class),
        TriggerBuilder.newTrigger()
            .withIdentity("often")
            .startNow()
            .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
            .build());

    await().untilAsserted(() -> assertThat(next("DEFAULT.often")).isNaN());
    PlainJobs.Gated.gate.countDown();
    await().untilAsserted(() -> assertThat(next("DEFAULT.often")).isPositive());
  }
}
