package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EarlyEventsTest {
  private static JobEvent event(int timestamp) {
    return JobEvent.parse(Instance.event(timestamp, "start"));
  }

  @Test
  void what_no_outstanding_submission_can_claim_is_dropped() {
    EarlyEvents early = new EarlyEvents(100);
    long first = early.sent();
    early.keep(7, event(1));
    long second = early.sent();
    early.answered(first);
    long third = early.sent();
    early.answered(second);
    early.keep(8, event(2));

    assertThat(early.take(7)).isEmpty();
    assertThat(early.take(8)).hasSize(1);
    early.answered(third);
    assertThat(early.areWanted()).isFalse();
  }

  @Test
  void the_events_of_a_job_stay_in_order_across_generations() {
    EarlyEvents early = new EarlyEvents(100);
    long first = early.sent();
    long second = early.sent();
    early.keep(7, event(1));
    early.answered(first);
    early.keep(7, event(2));

    assertThat(early.take(7)).extracting(JobEvent::timestamp).containsExactly(1.0, 2.0);
    early.answered(second);
  }

  @Test
  void more_than_the_limit_is_not_kept_and_admitted() {
    EarlyEvents early = new EarlyEvents(2);
    long first = early.sent();
    early.keep(7, event(1));
    early.keep(8, event(1));
    assertThat(early.areComplete()).isTrue();
    early.keep(9, event(1));

    assertThat(early.areComplete()).isFalse();
    early.answered(first);
    assertThat(early.areComplete()).isTrue();
  }
}
