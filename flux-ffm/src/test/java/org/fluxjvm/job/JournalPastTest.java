package org.fluxjvm.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JournalPastTest {
  private final JournalLedger ledger = new JournalLedger();

  @Test
  void jobs_that_were_over_are_not_kept_until_all_of_the_past_has_come() {
    told(batch(1, event(1, "submit"), event(5, "clean")));
    told(batch(2, event(2, "submit"), event(3, "start")));

    JournalPast past = new JournalPast(ledger);
    past.add(batch(1, event(1, "submit"), event(5, "clean")));
    for (int id = 10; id < 1000; id++) { // of before it was read
      past.add(batch(id, event(0.5, "submit"), event(0.7, "invalidate")));
    }
    assertThat(past.size()).isZero();

    past.add(batch(2, event(2, "submit"), event(3, "start"), event(8, "clean")));
    past.add(batch(3, event(7, "submit"), event(9, "clean")));
    assertThat(past.size()).isEqualTo(2);
    assertThat(past.end())
        .extracting(event -> event.id().value() + " " + event.event().name())
        .containsExactly("3 submit", "2 clean", "3 clean");
    assertThat(ledger.endOfPast()).isEmpty();
  }

  @Test
  void a_past_that_breaks_off_leaves_no_trace() {
    told(batch(2, event(2, "submit"), event(3, "start")));
    new JournalPast(ledger).add(batch(2, event(2, "submit"), event(3, "start"), event(8, "clean")));

    JournalPast past = new JournalPast(ledger);
    past.add(batch(2, event(2, "submit"), event(3, "start"), event(8, "clean")));

    assertThat(past.end()).extracting(event -> event.event().name()).containsExactly("clean");
  }

  private void told(JournalBatch batch) {
    batch.events().forEach(ledger::live);
  }

  private static JournalBatch batch(long id, JobEvent... events) {
    return new JournalBatch(
        id, Arrays.stream(events).map(event -> new JournalEvent(id, event, null, null)).toList());
  }

  private static JobEvent event(double time, String name) {
    return JobEvent.parse("{\"timestamp\":" + time + ",\"name\":\"" + name + "\"}");
  }
}
