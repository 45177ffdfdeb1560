package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fluxjvm.job.JobId;
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
  private final LedgerMemory memory;
  private final Patience patience;

  LedgerSteps(RunContext context, Patience patience) {
    this.ledger = context.ledger();
    this.admission = context.admission();
    this.memory = context.memory();
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
        now -> isAt(now, to) || (isAt(now, from.state()) && now.cancelReason().isPresent()));
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
    return settle(from, () -> ledger.close(from, end, successors), now -> isAt(now, end));
  }

  boolean hasLater(RunRecord run) throws DetachedException {
    return persist(run.key(), () -> ledger.hasLater(run));
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

  /** A ledger may have cut the texts of a state; whose the run is then is not told by them. */
  private static boolean isAt(RunRecord now, RunState state) {
    return now.state().word().equals(state.word()) && job(now.state()).equals(job(state));
  }

  private static Optional<JobId> job(RunState state) {
    return state instanceof RunState.Placed placed
        ? Optional.of(placed.placement().job())
        : Optional.empty();
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
        memory.doubt();
        LOG.warn("Run {} ({}) waits for its ledger: {}", key.id(), key, e.getMessage());
        backoff.pause("the ledger is out of reach: " + e.getMessage());
      }
    }
  }
}
