package org.fluxjvm.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Stop stop = new Stop();

  @Test
  void one_signal_asks_for_the_end_and_a_second_one_for_it_to_be_at_once() {
    stop.signal(Stop.How.GRACE);

    assertThat(stop.await(LONG)).isEqualTo(Stop.Reason.ASKED);
    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.GRACE, false));

    stop.signal(Stop.How.GRACE);

    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.GRACE, true));
  }

  @Test
  void commands_are_never_in_a_hurry_and_the_latest_one_counts() {
    stop.ask(Stop.How.DRAIN);
    stop.ask(Stop.How.DRAIN);

    assertThat(stop.await(LONG)).isEqualTo(Stop.Reason.ASKED);
    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.DRAIN, false));

    stop.ask(Stop.How.DETACH);

    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.DETACH, false));
  }

  @Test
  void a_command_after_a_signal_changes_how_and_a_signal_after_a_command_hurries() {
    stop.signal(Stop.How.GRACE);
    stop.ask(Stop.How.DRAIN);
    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.DRAIN, false));

    stop.signal(Stop.How.GRACE);
    assertThat(stop.wish()).isEqualTo(new Stop.Wish(Stop.How.GRACE, true));
  }

  @Test
  void who_signals_while_the_program_ends_by_itself_is_in_a_hurry() {
    stop.exhausted();
    stop.signal(Stop.How.GRACE);

    assertThat(stop.await(LONG)).isEqualTo(Stop.Reason.EXHAUSTED);
    assertThat(stop.wish().atOnce()).isTrue();
  }

  @Test
  void whoever_waits_for_another_wish_hears_of_it() {
    Stop.Wish first = stop.wish();
    CompletableFuture<Void> heard =
        CompletableFuture.runAsync(() -> stop.awaitOther(first, LONG.multipliedBy(60)));

    stop.ask(Stop.How.DRAIN);

    assertThat(heard).succeedsWithin(LONG);
  }

  @Test
  void the_time_is_up_when_nobody_asks() {
    assertThat(stop.await(Duration.ZERO)).isEqualTo(Stop.Reason.TIME_UP);
  }
}
