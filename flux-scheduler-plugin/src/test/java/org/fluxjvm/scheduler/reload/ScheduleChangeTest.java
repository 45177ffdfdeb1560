package org.fluxjvm.scheduler.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleChangeTest {
  private static Map<String, Definition> jobs(String... namesFiringsAndWorks) {
    Map<String, Definition> jobs = new LinkedHashMap<>();
    for (String job : namesFiringsAndWorks) {
      List<String> parts = List.of(job.split(" ", -1));
      jobs.put(parts.get(0), new Definition(parts.get(1), parts.get(2)));
    }
    return jobs;
  }

  @Test
  void what_is_added_changed_removed_and_the_same_is_told_apart() {
    ScheduleChange change =
        ScheduleChange.between(
            jobs("same daily make", "old daily make", "work daily make", "time daily make"),
            jobs("new daily make", "time hourly make", "same daily make", "work daily test"));

    assertThat(change.added()).containsExactly("new");
    assertThat(change.changed()).containsExactly("time", "work");
    assertThat(change.rescheduled()).containsExactly("time");
    assertThat(change.removed()).containsExactly("old");
    assertThat(change.unchanged()).containsExactly("same");
    assertThat(change)
        .hasToString("1 added (new), 2 changed (time, work), 1 removed (old), 1 unchanged");
  }

  @Test
  void the_same_jobs_in_another_order_are_no_change() {
    ScheduleChange change = ScheduleChange.between(jobs("a 1 1", "b 2 2"), jobs("b 2 2", "a 1 1"));

    assertThat(change.isEmpty()).isTrue();
    assertThat(change).hasToString("2 unchanged");
  }
}
