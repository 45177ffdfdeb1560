package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Trigger.TriggerState;
import org.quartz.impl.triggers.SimpleTriggerImpl;

class FireTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final JobKey JOB = new JobKey("report");

  @Test
  void the_interval_of_a_new_trigger_is_the_time_between_its_first_two_firings() {
    assertThat(interval(FireTimes.of(hourly()))).contains(Duration.ofHours(1));
  }

  @Test
  void after_a_firing_it_is_the_time_from_that_to_the_next() {
    SimpleTriggerImpl trigger = hourly();
    trigger.triggered(null);
    FireTimes times = FireTimes.of(trigger);

    assertThat(times.previous()).contains(NOON);
    assertThat(times.next()).contains(NOON.plusSeconds(3600));
    assertThat(interval(times)).contains(Duration.ofHours(1));
  }

  @Test
  void several_triggers_of_a_job_are_one_schedule() {
    FireTimes daily =
        new FireTimes(
            JOB, Optional.of(NOON), Optional.of(NOON.plusSeconds(86_400)), Optional.empty());
    FireTimes soon =
        new FireTimes(JOB, Optional.empty(), Optional.of(NOON.plusSeconds(60)), Optional.empty());

    assertThat(interval(daily, soon)).contains(Duration.ofMinutes(1));
  }

  @Test
  void what_fires_no_more_or_once_has_no_interval() {
    SimpleTriggerImpl once = hourly();
    once.setRepeatCount(0);
    once.computeFirstFireTime(null);

    assertThat(interval(FireTimes.of(once))).isEmpty();
    once.triggered(null);
    assertThat(interval(FireTimes.of(once))).isEmpty();
    assertThat(interval()).isEmpty();
  }

  @Test
  void a_paused_trigger_fires_at_no_time() {
    FireTimes times = FireTimes.of(hourly());

    assertThat(times.in(TriggerState.PAUSED).next()).isEmpty();
    assertThat(times.in(TriggerState.BLOCKED)).isEqualTo(times);
    assertThat(times.isDueBy(NOON.plusSeconds(1))).isTrue();
    assertThat(times.isDueBy(NOON)).isFalse();
  }

  private static Optional<Duration> interval(FireTimes... triggers) {
    return FireTimes.interval(List.of(triggers));
  }

  private static SimpleTriggerImpl hourly() {
    SimpleTriggerImpl trigger = new SimpleTriggerImpl();
    trigger.setJobKey(JOB);
    trigger.setName("hourly");
    trigger.setStartTime(Date.from(NOON));
    trigger.setRepeatInterval(3_600_000);
    trigger.setRepeatCount(SimpleTriggerImpl.REPEAT_INDEFINITELY);
    trigger.computeFirstFireTime(null);
    return trigger;
  }
}
