package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobDetail;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/** Triggers that are due long before there is a scheduler to fire them. */
abstract class MisfireContract extends Contract {
  private static final Map<String, String> SOON =
      Map.of("org.quartz.jobStore.misfireThreshold", "1000");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @ParameterizedTest
  @EnumSource
  void fire_now_runs_what_was_missed_under_the_time_it_was_scheduled_for(Store store)
      throws Exception {
    Instant due = now.minus(1, ChronoUnit.HOURS);

    schedule(store, due, SimpleScheduleBuilder.simpleSchedule());

    recorder.ended();
    assertThat(runs()).containsExactly(due);
  }

  @ParameterizedTest
  @EnumSource
  void now_with_the_count_there_is_runs_once_for_all_that_was_missed(Store store) throws Exception {
    Instant due = now.minus(150, ChronoUnit.MINUTES);

    Scheduler scheduler =
        schedule(
            store,
            due,
            SimpleScheduleBuilder.repeatHourlyForever()
                .withMisfireHandlingInstructionNowWithExistingCount());

    recorder.ended();
    assertThat(runs()).hasSize(1).allSatisfy(run -> assertThat(run).isAfterOrEqualTo(now));
    assertThat(next(scheduler)).isAfter(now.plus(59, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @EnumSource
  void next_with_the_remaining_count_runs_nothing_of_what_was_missed(Store store) throws Exception {
    Instant due = now.minus(90, ChronoUnit.MINUTES);

    Scheduler scheduler =
        schedule(
            store,
            due,
            SimpleScheduleBuilder.repeatHourlyForever()
                .withMisfireHandlingInstructionNextWithRemainingCount());

    await().until(() -> next(scheduler).equals(due.plus(2, ChronoUnit.HOURS)));
    assertThat(trigger(scheduler).getPreviousFireTime()).isNull();
    assertThat(runs()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ignore_runs_each_that_was_missed_under_its_own_time(Store store) throws Exception {
    Instant due = now.minus(150, ChronoUnit.MINUTES);

    schedule(
        store,
        due,
        SimpleScheduleBuilder.repeatHourlyForTotalCount(3)
            .withMisfireHandlingInstructionIgnoreMisfires());

    for (int firing = 0; firing < 3; firing++) {
      assertThat(recorder.ended().error()).isNull();
    }
    assertThat(runs())
        .containsExactlyInAnyOrder(
            due, due.plus(1, ChronoUnit.HOURS), due.plus(2, ChronoUnit.HOURS));
  }

  @ParameterizedTest
  @EnumSource
  void a_cron_trigger_that_fires_and_proceeds_runs_once_for_all_that_was_missed(Store store)
      throws Exception {
    Scheduler scheduler =
        schedule(
            store,
            Instant.parse("2020-06-01T00:00:00Z"),
            newYear().withMisfireHandlingInstructionFireAndProceed());

    recorder.ended();
    assertThat(runs()).hasSize(1).allSatisfy(run -> assertThat(run).isAfterOrEqualTo(now));
    assertThat(next(scheduler)).isAfter(now);
  }

  @ParameterizedTest
  @EnumSource
  void a_cron_trigger_that_does_nothing_runs_nothing_of_what_was_missed(Store store)
      throws Exception {
    Scheduler scheduler =
        schedule(
            store,
            Instant.parse("2020-06-01T00:00:00Z"),
            newYear().withMisfireHandlingInstructionDoNothing());

    await().until(() -> next(scheduler).isAfter(now));
    assertThat(trigger(scheduler).getPreviousFireTime()).isNull();
    assertThat(runs()).isEmpty();
  }

  static CronScheduleBuilder newYear() {
    return CronScheduleBuilder.cronSchedule("0 0 0 1 1 ?").inTimeZone(TimeZone.getTimeZone("UTC"));
  }

  private Scheduler schedule(Store store, Instant due, ScheduleBuilder<?> schedule)
      throws SchedulerException {
    Scheduler scheduler = create(store, SOON);
    JobDetail job = job("late", witness.says("{{fire.scheduled}}"));
    scheduler.scheduleJob(
        job,
        TriggerBuilder.newTrigger()
            .withIdentity("late")
            .startAt(Date.from(due))
            .withSchedule(schedule)
            .build());
    scheduler.start();
    return scheduler;
  }

  private List<Instant> runs() {
    return witness.lines().stream().map(Instant::parse).toList();
  }

  private static Trigger trigger(Scheduler scheduler) throws SchedulerException {
    return scheduler.getTrigger(TriggerKey.triggerKey("late"));
  }

  private static Instant next(Scheduler scheduler) throws SchedulerException {
    return trigger(scheduler).getNextFireTime().toInstant();
  }
}
