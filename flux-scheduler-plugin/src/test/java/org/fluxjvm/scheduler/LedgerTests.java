package org.fluxjvm.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.fluxjvm.job.JobId;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of ledgers share. The clock goes on by a second with each look. */
public abstract class LedgerTests {
  protected static final Owner ANN = new Owner("ann", "firing-1");
  protected static final Owner BEN = new Owner("ben", "firing-2");
  protected static final String JOB = "reports.daily";
  protected static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  protected static final RunKey KEY = key("reports.noon");
  protected static final Placement PLACEMENT =
      new Placement(JobId.of(-2), "11111111-2222-3333-4444-555555555555", "local:///run/flux");
  protected static final RunEnd COMPLETED =
      new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.of(0), "");
  protected static final RunEnd FAILED =
      new RunEnd(RunEnd.Outcome.FAILED, OptionalInt.of(3), "it broke");

  protected static final RunState.Intent INTENT = new RunState.Intent();
  protected static final RunState.Held HELD = new RunState.Held(PLACEMENT);
  protected static final RunState.Releasing RELEASING = new RunState.Releasing(PLACEMENT);
  protected static final RunState.Released RELEASED = new RunState.Released(PLACEMENT);
  protected static final RunState.Running RUNNING = new RunState.Running(PLACEMENT);

  private static final int THREADS = 8;

  private final AtomicLong looks = new AtomicLong();
  protected final InstantSource clock = () -> NOON.plusSeconds(looks.incrementAndGet());
  protected RunLedger ledger;

  /** An empty ledger. */
  protected abstract RunLedger emptyLedger();

  @BeforeEach
  void open() {
    ledger = emptyLedger();
  }

  protected static RunKey key(String trigger) {
    return new RunKey("night", trigger, NOON, 0);
  }

  static List<RunState.Open> openStates() {
    return List.of(INTENT, HELD, RELEASING, RELEASED, RUNNING);
  }

  static List<RunState.Closed> ends() {
    return List.of(
        new RunState.Done(COMPLETED),
        new RunState.Done(new RunEnd(RunEnd.Outcome.REFUSED, OptionalInt.empty(), "no")),
        new RunState.Uncertain("the instance is gone"),
        new RunState.Abandoned("cancelled before release"));
  }

  protected RunRecord find(RunKey key) {
    return ledger.find(key).orElseThrow();
  }

  /** A run of an owner that has come as far as a state. */
  protected RunRecord run(RunKey key, Owner owner, RunState.Open state) {
    RunRecord begun = ledger.claim(key, JOB, owner).run();
    return state instanceof RunState.Intent ? begun : ledger.advance(begun, state).orElseThrow();
  }

  /** A run that is over. */
  protected RunRecord over(RunKey key, RunState.Closed end) {
    RunRecord running = run(key, ANN, new RunState.Running(PLACEMENT));
    return ledger.close(running, end, List.of()).orElseThrow();
  }

  /** Does something on several threads at once, and collects what comes of it. */
  protected static <T> List<T> together(Callable<T> action) throws Exception {
    List<T> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(action);
      }
      for (Future<T> result : threads.invokeAll(all)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
