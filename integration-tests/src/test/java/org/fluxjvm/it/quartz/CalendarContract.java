package org.fluxjvm.it.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.calendar.HolidayCalendar;

/** Times that a calendar takes out. */
abstract class CalendarContract extends Contract {
  @ParameterizedTest
  @EnumSource
  void nothing_runs_on_a_day_that_the_calendar_excludes(Store store) throws Exception {
    Scheduler scheduler = create(store, Map.of());
    HolidayCalendar holidays = new HolidayCalendar();
    holidays.setTimeZone(TimeZone.getTimeZone("UTC"));
    holidays.addExcludedDate(Date.from(Instant.parse("2022-01-01T00:00:00Z")));
    scheduler.addCalendar("holidays", holidays, false, false);
    scheduler.scheduleJob(
        job("yearly", witness.says("{{fire.scheduled}}")),
        TriggerBuilder.newTrigger()
            .startAt(Date.from(Instant.parse("2020-06-01T00:00:00Z")))
            .endAt(Date.from(Instant.parse("2024-06-01T00:00:00Z")))
            .modifiedByCalendar("holidays")
            .withSchedule(MisfireContract.newYear().withMisfireHandlingInstructionIgnoreMisfires())
            .build());

    scheduler.start();

    for (int firing = 0; firing < 3; firing++) {
      assertThat(recorder.ended().error()).isNull();
    }
    await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
    assertThat(witness.lines().stream().map(Instant::parse))
        .containsExactlyInAnyOrder(
            Instant.parse("2021-01-01T00:00:00Z"),
            Instant.parse("2023-01-01T00:00:00Z"),
            Instant.parse("2024-01-01T00:00:00Z"));
  }
}
