package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.Test;

class LedgerReadingTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String JOB = "DEFAULT.report";

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final MemoryLedger ledger = new MemoryLedger(now::get);
  private final LedgerReading reading = new LedgerReading("night", ledger);

  @Test
  void nothing_is_known_before_the_first_answer() {
    assertThat(reading.uncertain(Instant.EPOCH)).isEmpty();
    assertThat(reading.lastSuccess(JOB)).isEmpty();
  }

  @Test
  void what_happened_before_this_start_is_known_from_the_ledger() {
    end("a", completed());
    end("b", new RunState.Uncertain("gone"));

    reading.ask(Set.of(JOB), NOON);

    assertThat(reading.uncertain(NOON)).hasValue(1);
    assertThat(reading.lastSuccess(JOB)).contains(NOON);
  }

  @Test
  void what_others_do_later_is_learnt_at_the_next_look_and_what_is_heard_here_at_once() {
    reading.ask(Set.of(JOB), NOON);
    now.set(NOON.plusSeconds(60));
    end("a", completed());
    reading.ask(Set.of(JOB), NOON.plusSeconds(90));
    assertThat(reading.lastSuccess(JOB)).contains(NOON.plusSeconds(60));

    reading.succeeded(JOB, NOON.plusSeconds(100));
    reading.ask(Set.of(JOB), NOON.plusSeconds(120));
    assertThat(reading.lastSuccess(JOB)).contains(NOON.plusSeconds(100));
  }

  @Test
  void the_whole_past_of_a_job_that_comes_later_is_looked_at() {
    end("a", completed());
    reading.ask(Set.of(), NOON.plusSeconds(86_400));

    reading.ask(Set.of(JOB), NOON.plusSeconds(86_401));

    assertThat(reading.lastSuccess(JOB)).contains(NOON);
  }

  @Test
  void a_job_is_known_since_its_first_run_also_if_that_is_forgotten_meanwhile() {
    end("a", failed());
    reading.ask(Set.of(JOB), NOON);
    now.set(NOON.plusSeconds(60));
    end("b", failed());
    ledger.prune(NOON.plusSeconds(1));

    reading.ask(Set.of(JOB), NOON.plusSeconds(61));

    assertThat(reading.firstRun(JOB)).contains(NOON);
    assertThat(reading.lastSuccess(JOB)).isEmpty();
    reading.ask(Set.of(), NOON.plusSeconds(62));
    assertThat(reading.firstRun(JOB)).isEmpty();
  }

  @Test
  void jobs_that_are_gone_are_forgotten() {
    end("a", completed());
    reading.ask(Set.of(JOB), NOON);

    reading.ask(Set.of(), NOON);

    assertThat(reading.lastSuccess(JOB)).isEmpty();
  }

  @Test
  void a_ledger_that_fails_or_does_not_answer_leaves_the_number_unknown_and_the_past_known() {
    AtomicBoolean fails = new AtomicBoolean();
    LedgerReading broken = new LedgerReading("night", new BreakingHistory(ledger, fails));
    end("a", completed());
    broken.ask(Set.of(JOB), NOON);
    assertThat(broken.uncertain(NOON)).hasValue(0);
    assertThat(broken.uncertain(NOON.plusSeconds(1))).isEmpty();

    fails.set(true);
    broken.ask(Set.of(JOB), NOON.plusSeconds(1));

    assertThat(broken.uncertain(NOON)).isEmpty();
    assertThat(broken.lastSuccess(JOB)).contains(NOON);
  }

  private static RunState.Closed completed() {
    return new RunState.Done(new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.of(0), ""));
  }

  private static RunState.Closed failed() {
    return new RunState.Done(new RunEnd(RunEnd.Outcome.FAILED, OptionalInt.of(1), ""));
  }

  private void end(String trigger, RunState.Closed end) {
    RunKey key = new RunKey("night", trigger, NOON, 0);
    RunRecord run = ledger.claim(key, JOB, new Owner("ann", "firing")).run();
    ledger.close(run, end, List.of());
  }
}
