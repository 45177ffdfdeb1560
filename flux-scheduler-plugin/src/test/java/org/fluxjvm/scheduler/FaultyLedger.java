package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A ledger whose writes can be watched, stopped and lost, before and after they are made. */
final class FaultyLedger implements RunLedger {
  /** On which side of a write something happens. */
  enum Side {
    BEFORE,
    AFTER
  }

  private final RunLedger ledger;
  private final BiConsumer<Side, String> hook;

  /** The hook is told the word of the state that is written, or {@code CLAIM}. */
  FaultyLedger(RunLedger ledger, BiConsumer<Side, String> hook) {
    this.ledger = ledger;
    this.hook = hook;
  }

  private <T> T around(String step, Supplier<T> write) {
    hook.accept(Side.BEFORE, step);
    T written = write.get();
    hook.accept(Side.AFTER, step);
    return written;
  }

  @Override
  public String identity() {
    return ledger.identity();
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    return around("CLAIM", () -> ledger.claim(key, job, owner));
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    return around(to.word(), () -> ledger.advance(from, to));
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return around("INTENT", () -> ledger.repeat(from, next, notBefore, reason));
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return around(end.word(), () -> ledger.close(from, end, successors));
  }

  @Override
  public Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return ledger.requestCancel(key, reason);
  }

  @Override
  public Optional<RunRecord> resolve(RunKey key, RunEnd end, List<Successor> successors) {
    return ledger.resolve(key, end, successors);
  }

  @Override
  public Optional<RunRecord> reopen(RunKey key) {
    return ledger.reopen(key);
  }

  @Override
  public int submissions(RunRecord run) {
    return ledger.submissions(run);
  }

  @Override
  public Optional<RunRecord> find(RunKey key) {
    return ledger.find(key);
  }

  @Override
  public List<RunRecord> open(String scheduler) {
    return ledger.open(scheduler);
  }
}
