package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A ledger whose writes can be watched, stopped and lost, before and after they are made. */
final class FaultyLedger extends ForwardingLedger {
  /** On which side of a write something happens. */
  enum Side {
    BEFORE,
    AFTER
  }

  private final BiConsumer<Side, String> hook;

  /** The hook is told the word of the state that is written, {@code CLAIM} or {@code CANCEL}. */
  FaultyLedger(RunLedger ledger, BiConsumer<Side, String> hook) {
    super(ledger);
    this.hook = hook;
  }

  private <T> T around(String step, Supplier<T> write) {
    hook.accept(Side.BEFORE, step);
    T written = write.get();
    hook.accept(Side.AFTER, step);
    return written;
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    return around("CLAIM", () -> super.claim(key, job, owner));
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    return around(to.word(), () -> super.advance(from, to));
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return around("INTENT", () -> super.repeat(from, next, notBefore, reason));
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return around(end.word(), () -> super.close(from, end, successors));
  }

  @Override
  public Optional<RunRecord> requestCancel(RunKey key, String reason) {
    return around("CANCEL", () -> super.requestCancel(key, reason));
  }
}
