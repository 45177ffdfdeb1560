package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ledger that is another one, but for what a test overrides. */
class ForwardingLedger implements RunLedger {
  private final RunLedger ledger;

  ForwardingLedger(RunLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public String identity() {
    return ledger.identity();
  }

  @Override
  public Claim claim(RunKey key, String job, Owner owner) {
    return ledger.claim(key, job, owner);
  }

  @Override
  public Optional<RunRecord> advance(RunRecord from, RunState.Open to) {
    return ledger.advance(from, to);
  }

  @Override
  public Optional<RunRecord> repeat(
      RunRecord from, Attempt next, Instant notBefore, String reason) {
    return ledger.repeat(from, next, notBefore, reason);
  }

  @Override
  public Optional<RunRecord> close(
      RunRecord from, RunState.Closed end, List<Successor> successors) {
    return ledger.close(from, end, successors);
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
  public boolean hasLater(RunRecord run) {
    return ledger.hasLater(run);
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
