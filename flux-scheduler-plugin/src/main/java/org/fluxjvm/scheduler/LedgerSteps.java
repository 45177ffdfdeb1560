package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's steps into the ledger, as often as it takes: a write whose outcome is not known is
 * made again, and has no effect if the first one had.
 */
final class LedgerSteps {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerSteps.class);

  private final RunLedger ledger;
  private final RunAdmission admission;
  private final Patience patience;

  LedgerSteps(RunLedger ledger, RunAdmission admission, Patience patience) {
    this.ledger = ledger;
    this.admission = admission;
    this.patience = patience;
  }

  Claim claim(RunKey key, String job, Owner owner) throws DetachedException {
    return persist(key, () -> ledger.claim(key, job, owner));
  }

  Admission admit(RunRecord run, RunLimits limits) throws DetachedException {
    return persist(run.key(), () -> admission.admit(run, limits, patience.now()));
  }

  /** Gives the run in its new state; or in its old one, if it is to be cancelled instead. */
  RunRecord advance(RunRecord from, RunState.Open to)
      throws DetachedException, SupersededException {
    return settle(
        from,
        () -> ledger.advance(from, to),
        now ->
            now.state().equals(to)
                || (now.state().equals(from.state()) && now.cancelReason().isPresent()));
  }

  RunRecord repeat(RunRecord from, Attempt next, Instant notBefore, String reason)
      throws DetachedException, SupersededException {
    return settle(
        from,
        () -> ledger.repeat(from, next, notBefore, reason),
        now -> now.attempt().equals(next));
  }

  RunRecord close(RunRecord from, RunState.Closed end, List<Successor> successors)
      throws DetachedException, SupersededException {
    return settle(from, () -> ledger.close(from, end, successors), now -> now.state().equals(end));
  }

  int submissions(RunRecord run) throws DetachedException {
    return persist(run.key(), () -> ledger.submissions(run));
  }

  /** The run as it is now, with a cancellation that somebody may have asked for. */
  RunRecord again(RunRecord seen) throws DetachedException, SupersededException {
    return find(seen.key())
        .filter(now -> now.epoch() == seen.epoch())
        .orElseThrow(SupersededException::new);
  }

  Optional<RunRecord> find(RunKey key) throws DetachedException {
    return persist(key, () -> ledger.find(key));
  }

  private RunRecord settle(
      RunRecord from, Supplier<Optional<RunRecord>> write, Predicate<RunRecord> isWritten)
      throws DetachedException, SupersededException {
    Optional<RunRecord> written = persist(from.key(), write);
    if (written.isPresent()) {
      patience.progressed();
      return written.get();
    }
    RunRecord now = find(from.key()).orElseThrow(SupersededException::new);
    if (now.epoch() != from.epoch() || !isWritten.test(now)) {
      throw new SupersededException();
    }
    return now;
  }

  private <T> T persist(RunKey key, Supplier<T> access) throws DetachedException {
    Patience.Backoff backoff = patience.backoff();
    for (; ; ) {
      try {
        T answer = access.get();
        patience.answered();
        return answer;
      } catch (LedgerException e) {
        LOG.warn("Run {} ({}) waits for its ledger: {}", key.id(), key, e.getMessage());
        backoff.pause("the ledger is out of reach: " + e.getMessage());
      }
    }
  }
}
