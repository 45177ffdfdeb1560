package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

class TimetableTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final JobKey JOB = new JobKey("report");
  private static final TriggerKey DAILY = new TriggerKey("daily");
  private static final TriggerKey HOURLY = new TriggerKey("hourly");

  private final Timetable timetable = new Timetable();
  private final AtomicInteger changes = new AtomicInteger();

  @Test
  void listeners_hear_of_triggers_that_come_and_go_and_not_of_each_firing() {
    timetable.onChange(changes::incrementAndGet);
    timetable.put(DAILY, at(NOON));
    assertThat(changes).hasValue(1);
    timetable.put(DAILY, at(NOON.plusSeconds(1)));
    assertThat(changes).hasValue(1);
    timetable.remove(DAILY);
    assertThat(changes).hasValue(2);

    assertThat(timetable.next(DAILY)).isEmpty();
  }

  @Test
  void a_job_that_is_deleted_takes_its_triggers_with_it() {
    timetable.put(JOB);
    timetable.put(DAILY, at(NOON));
    timetable.put(HOURLY, at(NOON));

    timetable.remove(JOB);

    assertThat(timetable.jobs()).isEmpty();
    assertThat(timetable.triggers()).isEmpty();
    assertThat(timetable.interval(JOB)).isEmpty();
  }

  @Test
  void a_reading_replaces_what_was_known_but_not_what_was_told_meanwhile() {
    timetable.put(DAILY, at(NOON));
    timetable.put(HOURLY, at(NOON));
    TriggerKey gone = new TriggerKey("gone");
    timetable.put(gone, at(NOON));
    timetable.read();
    timetable.put(DAILY, at(NOON.plusSeconds(60)));
    timetable.remove(HOURLY);

    timetable.take(new Timetable.Page(Map.of(DAILY, at(NOON), HOURLY, at(NOON)), Set.of(JOB)));

    assertThat(timetable.next(DAILY)).contains(NOON.plusSeconds(60));
    assertThat(timetable.triggers()).containsExactly(DAILY);
    assertThat(timetable.jobs()).containsExactly(JOB);
  }

  @Test
  void what_was_told_before_a_reading_is_no_newer_than_it() {
    timetable.put(DAILY, at(NOON));
    timetable.read();

    timetable.take(new Timetable.Page(Map.of(DAILY, at(NOON.plusSeconds(60))), Set.of()));

    assertThat(timetable.next(DAILY)).contains(NOON.plusSeconds(60));
  }

  @Test
  void triggers_that_stand_for_others_or_are_made_by_hand_are_not_of_it() {
    timetable.put(new TriggerKey("o63nijpmo005g0en", RunTriggers.GROUP), at(NOON));
    timetable.put(new TriggerKey("recover_1", "RECOVERING_JOBS"), at(NOON));
    timetable.put(new TriggerKey("MT_4jf83h"), at(NOON));
    timetable.put(new TriggerKey("MT_4jf83h", "mine"), at(NOON));

    assertThat(timetable.triggers()).containsExactly(new TriggerKey("MT_4jf83h", "mine"));
  }

  @Test
  void what_comes_after_the_first_thousand_is_left_out_until_one_of_them_goes() {
    for (int i = 0; i <= Timetable.LIMIT; i++) {
      timetable.put(new TriggerKey("t" + i), at(NOON));
    }
    TriggerKey last = new TriggerKey("t" + Timetable.LIMIT);

    assertThat(timetable.triggers()).hasSize(Timetable.LIMIT).doesNotContain(last);
    timetable.remove(new TriggerKey("t0"));
    timetable.put(last, at(NOON));
    assertThat(timetable.triggers()).hasSize(Timetable.LIMIT).contains(last);
  }

  private static FireTimes at(Instant next) {
    return new FireTimes(JOB, List.of(), List.of(next));
  }
}
