package org.fluxjvm.scheduler;

import java.util.Optional;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.Step.Origin;

/**
 * From {@code HELD} by {@code RELEASING} to {@code RELEASED}: the job may start, once.
 *
 * <p>A job that an instance has brought back is cancelled after the ledger has it that nobody
 * follows it any longer: whoever looks in between must not take the cancelled job for one that
 * never ran, and one that is no longer the run's owner must not cancel the job of the one who is.
 */
final class Releasing {
  private final Run run;
  private final LedgerSteps ledger;
  private final Patience patience;
  private final MarkedJobs marked;
  private final Ending ending;

  Releasing(Run run, LedgerSteps ledger, Patience patience, MarkedJobs marked, Ending ending) {
    this.run = run;
    this.ledger = ledger;
    this.patience = patience;
    this.marked = marked;
    this.ending = ending;
  }

  /** The ledger says that the job was never released. */
  Step held(RunRecord now, Placement at, Origin origin)
      throws DetachedException, SupersededException {
    Optional<String> cancelled = run.cancelReason(now);
    if (origin == Origin.INHERITED) {
      Optional<Step> otherwise = unlessHeld(now, at);
      if (otherwise.isPresent()) {
        return otherwise.get();
      }
    }
    if (cancelled.isPresent()) {
      marked.cancelOf(now.key(), at.job(), cancelled.get());
      return ending.abandon(now, cancelled.get());
    }
    RunRecord sent = ledger.advance(now, new RunState.Releasing(at));
    return Step.own(sent); // still held, if it was cancelled meanwhile
  }

  /** Where a run goes on whose job was not released by its owners, and is not as it was left. */
  private Optional<Step> unlessHeld(RunRecord now, Placement at)
      throws DetachedException, SupersededException {
    boolean same = at.instance().equals(marked.instance());
    Optional<JobPast> past = ours(now, at);
    if (past.isEmpty() || past.get().isOver()) {
      return Optional.of(
          again(now, "Flux does not hold the job any longer, which was not released"));
    }
    if (past.get().isReleased()) { // somebody else did: a residual window, and then it may run
      return Optional.of(Step.inherited(ledger.advance(now, new RunState.Released(at))));
    }
    if (!same) {
      Step again = again(now, "the Flux instance was restarted before the job was released");
      marked.cancelOf(now.key(), at.job(), "its instance was restarted before it was released");
      return Optional.of(again);
    }
    return Optional.empty();
  }

  /** The release was sent, or is about to be. */
  Step sent(RunRecord now, Placement at, Origin origin)
      throws DetachedException, SupersededException {
    if (origin == Origin.INHERITED) {
      Optional<JobPast> past = ours(now, at);
      if (past.isEmpty()) {
        return ending.uncertain(now, at, "Flux no longer knows the job, which may have run");
      }
      if (past.get().isReleased()) {
        return Step.inherited(ledger.advance(now, new RunState.Released(at)));
      }
      if (!at.instance().equals(marked.instance())) {
        return setBack(now, at);
      }
      if (past.get().isOver()) {
        return again(now, "the job ended before it was released");
      }
      Optional<String> cancelled = run.cancelReason(now);
      if (cancelled.isPresent()) {
        marked.cancel(at.job(), cancelled.get());
        patience.afterFailure("its job is cancelled");
        return Step.inherited(now);
      }
    }
    // Of this process' own step: nothing was sent yet. The ledger may have taken its time, so this
    // is asked as late as can be: on another instance the id may be a stranger's.
    if (origin == Origin.OWN && !at.instance().equals(marked.instance())) {
      Optional<Step> otherwise = unlessHeld(now, at);
      return otherwise.orElseGet(() -> Step.own(now)); // it came back
    }
    try {
      patience.await(marked.release(at.job(), run.request().urgency()));
      // A request that was not sent yet when its broker was lost goes to the next one.
      return at.instance().equals(marked.instance())
          ? Step.own(ledger.advance(now, new RunState.Released(at)))
          : Step.inherited(now);
    } catch (FluxException e) {
      if (Answers.isOutOfReach(e)) {
        patience.afterFailure(Answers.silence(e));
        return Step.inherited(now);
      }
      return notReleased(now, at, e);
    }
  }

  /**
   * The job is as it was before its release, whatever became of it since: also if it is over, for
   * somebody may have cancelled it when it had run already.
   */
  private Step setBack(RunRecord now, Placement at) throws DetachedException, SupersededException {
    Step uncertain =
        ending.uncertain(
            now, at, "the Flux instance was restarted from an earlier state while it was released");
    marked.cancelOf(now.key(), at.job(), "its instance was restarted, and it may have run before");
    return uncertain;
  }

  /** Flux said no; why is in the event log, not in the text. */
  private Step notReleased(RunRecord now, Placement at, FluxException refusal)
      throws DetachedException, SupersededException {
    Optional<JobPast> past = ours(now, at);
    if (past.isPresent() && !past.get().isReleased() && !past.get().isOver()) {
      marked.cancel(at.job(), "it cannot be released: " + refusal.getMessage());
      run.refused(refusal);
      return ending.refused(now, refusal);
    }
    return Step.inherited(now);
  }

  /** Ids are given again after a restart: the job of that id may be a stranger's. */
  private Optional<JobPast> ours(RunRecord now, Placement at) throws DetachedException {
    return marked.past(at.job()).filter(past -> past.isOf(now.key()));
  }

  private Step again(RunRecord now, String reason) throws DetachedException, SupersededException {
    return Step.inherited(
        ledger.repeat(now, now.attempt().resubmission(), now.notBefore(), reason));
  }
}
