package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Stop stop = new Stop();

  @Test
  void one_request_asks_for_the_end_and_a_second_one_to_hurry() {
    stop.ask(Stop.How.GRACE);

    assertThat(stop.await(LONG)).isEqualTo(Stop.Reason.ASKED);
    assertThat(stop.awaitHurry(Duration.ofMillis(1))).isFalse();

    stop.ask(Stop.How.GRACE);

    assertThat(stop.awaitHurry(LONG)).isTrue();
  }

  @Test
  void whoever_asks_while_the_program_ends_by_itself_is_in_a_hurry() {
    stop.exhausted();
    stop.ask(Stop.How.GRACE);

    assertThat(stop.await(LONG)).isEqualTo(Stop.Reason.EXHAUSTED);
    assertThat(stop.awaitHurry(LONG)).isTrue();
  }

  @Test
  void the_time_is_up_when_nobody_asks() {
    assertThat(stop.await(Duration.ZERO)).isEqualTo(Stop.Reason.TIME_UP);
  }
}
