package org.fluxjvm.it.crash;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Claim;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.fluxjvm.scheduler.Successor;

/** Pauses before and after what a ledger puts down. */
final class PausingLedger implements RunLedger {
  private final RunLedger ledger;
  private final Pauses pauses;

  PausingLedger(RunLedger ledger, Pauses pauses) {
    this.ledger = ledger;
    this.pauses = pauses;
  }

  private <T> T around(String step, RunKey key, Supplier<T> write) {
    String run = key.trigger().substring(key.trigger().indexOf('.') + 1);
    pauses.before(step, run);
    T written = write.get();
    pauses.after(step, run);
    return written;
  }

  @Override
  public String identity() {
    return ledger.identity();
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    return around("claim", key, () -> ledger.claim(key, job, owner));
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    return around(to.word().toLowerCase(Locale.ROOT), from.key(), () -> ledger.advance(from, to));
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return around("repeat", from.key(), () -> ledger.repeat(from, next, notBefore, reason));
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return around("done", from.key(), () -> ledger.close(from, end, successors));
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
