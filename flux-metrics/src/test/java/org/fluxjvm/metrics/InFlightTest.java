package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.fluxjvm.job.JobState;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight<String> inFlight = new InFlight<>();

  @Test
  void the_oldest_is_the_one_that_came_first_however_late_that_was_told() {
    inFlight.enter("young", "batch", JobState.RUN, 50);
    inFlight.enter("old", "batch", JobState.RUN, 20);
    inFlight.enter("elsewhere", "debug", JobState.RUN, 10);

    assertThat(inFlight.oldestAge("batch", JobState.RUN, 60)).isEqualTo(40);
    inFlight.leave("old");
    assertThat(inFlight.oldestAge("batch", JobState.RUN, 60)).isEqualTo(10);
    inFlight.leave("young");
    assertThat(inFlight.oldestAge("batch", JobState.RUN, 60)).isZero();
  }

  @Test
  void one_is_in_one_place_at_a_time() {
    inFlight.enter("job", "batch", JobState.SCHED, 1);
    inFlight.enter("job", "debug", JobState.RUN, 2);

    assertThat(inFlight.count("batch", JobState.SCHED)).isZero();
    assertThat(inFlight.count("debug", JobState.RUN)).isEqualTo(1);
  }

  @Test
  void those_of_one_time_are_counted_each() {
    inFlight.enter("one", "batch", JobState.RUN, 1);
    inFlight.enter("two", "batch", JobState.RUN, 1);

    assertThat(inFlight.count("batch", JobState.RUN)).isEqualTo(2);
  }
}
