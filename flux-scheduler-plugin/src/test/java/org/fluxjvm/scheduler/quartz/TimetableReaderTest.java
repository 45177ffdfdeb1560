package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

class TimetableReaderTest {
  private static final TriggerKey DAILY = new TriggerKey("daily");

  private final Timetable timetable = new Timetable();
  private final List<String> outcomes = new ArrayList<>();
  private boolean fails;

  @Test
  void a_store_that_does_not_answer_leaves_what_was_known_and_is_told_of() {
    timetable.put(DAILY, new FireTimes(new JobKey("report"), List.of(), List.of(Instant.EPOCH)));
    TimetableReader reader =
        new TimetableReader(empty(), timetable, Timing.system(), Duration.ZERO, outcomes::add);

    fails = true;
    reader.read();
    assertThat(timetable.next(DAILY)).contains(Instant.EPOCH);
    fails = false;
    reader.read();

    assertThat(timetable.triggers()).isEmpty();
    assertThat(outcomes).containsExactly("error", "success");
  }

  /** A scheduler without triggers and jobs. */
  private Scheduler empty() {
    return (Scheduler)
        Proxy.newProxyInstance(
            Scheduler.class.getClassLoader(),
            new Class<?>[] {Scheduler.class},
            (proxy, method, arguments) -> {
              if (fails) {
                throw new SchedulerException("on purpose by a test");
              }
              return Set.of();
            });
  }
}
