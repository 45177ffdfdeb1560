package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.impl.triggers.CronTriggerImpl;
import org.quartz.impl.triggers.SimpleTriggerImpl;

class FireTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final JobKey JOB = new JobKey("report");

  @Test
  void the_interval_of_a_new_trigger_is_the_time_between_its_first_two_firings() {
    assertThat(interval(FireTimes.of(hourly()))).contains(Duration.ofHours(1));
  }

  @Test
  void after_a_firing_it_is_the_time_from_that_to_the_next_if_there_was_none_before() {
    SimpleTriggerImpl trigger = hourly();
    trigger.triggered(null);
    FireTimes times = FireTimes.of(trigger);

    assertThat(times.past()).containsExactly(NOON);
    assertThat(times.next()).contains(NOON.plusSeconds(3600));
    assertThat(interval(times)).contains(Duration.ofHours(1));
  }

  @Test
  void several_triggers_of_a_job_are_one_schedule() {
    Instant tomorrow = NOON.plusSeconds(86_400);
    FireTimes daily = new FireTimes(JOB, List.of(NOON), List.of(tomorrow));
    FireTimes soon = new FireTimes(JOB, List.of(), List.of(NOON.plusSeconds(60)));

    assertThat(interval(daily, soon)).contains(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    // a Monday at nine has the weekend behind it, and a Friday has it before it
    "0 0 9 ? * MON-FRI, 2026-11-23T09:00:00Z, PT72H",
    "0 0 9 ? * MON-FRI, 2026-11-24T09:00:00Z, PT24H",
    "0 0 9 ? * MON-FRI, 2026-11-27T09:00:00Z, PT72H",
    "0 0 9-17 * * ?, 2026-11-24T09:00:00Z, PT16H",
    "0 0 9-17 * * ?, 2026-11-24T10:00:00Z, PT1H",
    "0 0 9-17 * * ?, 2026-11-24T17:00:00Z, PT16H",
    "0 0/5 9 * * ?, 2026-11-24T09:00:00Z, PT23H5M",
    "0 0/5 9 * * ?, 2026-11-24T09:10:00Z, PT5M",
    "'0 0,5 * * * ?', 2026-11-24T09:05:00Z, PT55M",
    "* * * * * ?, 2026-11-24T09:05:00Z, PT1S",
    "0 0 0 1 * ?, 2026-03-01T00:00:00Z, P31D",
    "0 0 0 29 2 ?, 2024-02-29T00:00:00Z, P1461D",
  })
  void it_is_the_longer_one_of_the_times_before_and_after_the_last_firing(
      String cron, Instant fired, Duration expected) {
    assertThat(interval(FireTimes.of(cron(cron, fired)))).contains(expected);
  }

  @Test
  void what_quartz_has_fired_late_does_not_shorten_it() {
    CronTriggerImpl late = cron("0 0 * * * ?", NOON);
    late.setNextFireTime(Date.from(NOON.plusSeconds(2_240)));

    assertThat(interval(FireTimes.of(late))).contains(Duration.ofHours(1));
  }

  @Test
  void a_schedule_that_was_made_after_its_last_time_is_as_old_as_any_other() {
    CronTriggerImpl trigger = cron("0 0 9 ? * MON-FRI", Instant.parse("2026-11-23T09:00:00Z"));
    trigger.setStartTime(Date.from(Instant.parse("2026-11-23T09:05:00Z")));
    trigger.setPreviousFireTime(null);

    assertThat(interval(FireTimes.of(trigger))).contains(Duration.ofDays(3));
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
    assertThat(interval(times.in(TriggerState.PAUSED))).isEmpty();
    assertThat(times.in(TriggerState.NORMAL)).isEqualTo(times);
    assertThat(times.isDueBy(NOON.plusSeconds(1))).isTrue();
    assertThat(times.isDueBy(NOON)).isFalse();
  }

  @Test
  void a_trigger_that_waits_for_a_run_of_its_job_keeps_its_interval() {
    FireTimes times = FireTimes.of(hourly()).in(TriggerState.BLOCKED);

    assertThat(times.next()).isEmpty();
    assertThat(interval(times)).contains(Duration.ofHours(1));
  }

  private static Optional<Duration> interval(FireTimes... triggers) {
    return FireTimes.interval(List.of(triggers));
  }

  /** A trigger that has just fired. */
  private static CronTriggerImpl cron(String cron, Instant fired) {
    CronTrigger built =
        TriggerBuilder.newTrigger()
            .forJob(JOB)
            .startAt(Date.from(fired))
            .withSchedule(
                CronScheduleBuilder.cronSchedule(cron).inTimeZone(TimeZone.getTimeZone("UTC")))
            .build();
    CronTriggerImpl trigger = (CronTriggerImpl) built;
    trigger.computeFirstFireTime(null);
    trigger.triggered(null);
    assertThat(trigger.getPreviousFireTime()).isEqualTo(Date.from(fired));
    return trigger;
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
