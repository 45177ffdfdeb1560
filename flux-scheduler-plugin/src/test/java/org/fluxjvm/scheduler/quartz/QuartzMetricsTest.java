package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class QuartzMetricsTest extends MeteredQuartz {
  @Test
  void a_scheduler_runs_from_its_start_but_not_in_standby() throws Exception {
    assertThat(gauge("quartz.scheduler.running")).isZero();
    scheduler.start();
    assertThat(gauge("quartz.scheduler.running")).isEqualTo(1);
    scheduler.standby();
    assertThat(gauge("quartz.scheduler.running")).isZero();
    scheduler.start();
    scheduler.shutdown(true);
    assertThat(gauge("quartz.scheduler.running")).isZero();
  }

  @Test
  void two_of_one_scheduler_count_both_and_common_tags_come_with_each_meter() throws Exception {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (QuartzMetrics other =
        QuartzMetrics.builder(scheduler).tags(Tags.of("site", "here")).build()) {
      other.bindTo(second);
      scheduler.start();
      scheduler.scheduleJob(job(PlainJobs.Quick.class), once("once"));

      await().until(() -> fired("DEFAULT") == 1);
      await()
          .until(
              () -> second.get("quartz.trigger.fired").tag("site", "here").counter().count() == 1);
    }
  }

  @Test
  void closing_removes_all_and_quartz_goes_on() throws Exception {
    scheduler.start();
    metrics.close();
    metrics.close();

    scheduler.scheduleJob(job(PlainJobs.Quick.class), once("once"));
    await().until(() -> scheduler.getMetaData().getNumberOfJobsExecuted() == 1);

    assertThat(registry.getMeters()).isEmpty();
    assertThat(scheduler.getListenerManager().getTriggerListeners()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  @Test
  void no_scheduler_has_no_meters() {
    try (QuartzMetrics none = QuartzMetrics.of(null)) {
      SimpleMeterRegistry empty = new SimpleMeterRegistry();
      none.bindTo(empty);
      assertThat(empty.getMeters()).isEmpty();
    }
  }
}
