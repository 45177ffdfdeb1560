package org.fluxjvm.scheduler;

import java.util.Optional;
import java.util.function.Supplier;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.scheduler.Step.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run from its firing to its end, step by step, each of them put down in the ledger
 * before the next one is made. It blocks, but for the wait for the job's events: as long as a run
 * has something to do it has a thread of its own.
 *
 * <p>The job is submitted held, so that it cannot start before the ledger knows its id, and is
 * released once. Whatever crashes, either the ledger shows that the job was not released yet, or
 * Flux is asked what became of it.
 */
final class RunProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(RunProtocol.class);

  private final Run run;
  private final RunRequest request;
  private final Owner owner;
  private final LedgerSteps ledger;
  private final Patience patience;
  private final Ending ending;
  private final RunContext context;
  private final RunListeners listeners;
  private final Submitting submitting;
  private final Releasing releasing;
  private final Following following;
  private final Supplier<Origin> begun;
  private volatile Step.Next next = this::begin;

  RunProtocol(Run run, Owner owner, Supplier<Origin> begun, RunContext context) {
    this.run = run;
    this.request = run.request();
    this.owner = owner;
    this.context = context;
    this.begun = begun;
    this.patience = new Patience(run, context.timing());
    this.ledger = new LedgerSteps(context, patience);
    this.listeners = context.listeners();
    Answers answers = new Answers(patience);
    MarkedJobs jobs = new MarkedJobs(context, answers);
    this.ending = new Ending(run, ledger, patience, context);
    this.submitting = new Submitting(run, ledger, patience, answers, jobs, ending, context);
    this.releasing = new Releasing(run, ledger, patience, jobs, ending);
    this.following = new Following(run, ledger, patience, jobs, ending, context);
  }

  /** Walks on, from where it was, until the run is over or there is nothing to do for now. */
  Step.Rest walk() {
    try {
      return walkOwned();
    } catch (DetachedException e) {
      return new Step.Over(new RunResult.Detached());
    }
  }

  private Step.Rest walkOwned() throws DetachedException {
    try {
      Step step = next.step();
      while (step instanceof Step.On on) {
        run.at(on.run());
        step = attempt(on.run(), () -> step(on));
      }
      Step.Rest rest = (Step.Rest) step;
      if (rest instanceof Step.Wait wait) {
        next = () -> attempt(wait.run(), wait.then());
      }
      return rest;
    } catch (SupersededException e) {
      context.superseded(run);
      return new Step.Over(another());
    }
  }

  private Step begin() throws DetachedException {
    return switch (ledger.claim(request.key(), request.job(), owner)) {
      case Claim.Begun(RunRecord first) -> new Step.On(first, begun.get());
      case Claim.TakenOver(RunRecord left) -> {
        if (left.state() instanceof RunState.Placed) {
          listeners.tell(listener -> listener.onAdopted(run));
        }
        yield Step.inherited(left);
      }
      case Claim.Over(RunRecord over) -> {
        listeners.tell(listener -> listener.onSuperseded(run));
        yield new Step.Over(ended(over));
      }
    };
  }

  private Step attempt(RunRecord now, Step.Next step)
      throws DetachedException, SupersededException {
    try {
      return step.step();
    } catch (RuntimeException defect) {
      LOG.error("A step of run {} failed at {}", now.key().id(), now.state(), defect);
      return ending.defect(now, "a defect keeps it from being followed: " + defect);
    }
  }

  private Step step(Step.On step) throws DetachedException, SupersededException {
    RunRecord now = step.run();
    return switch (now.state()) {
      case RunState.Intent intent -> submitting.next(now, step.origin());
      case RunState.Held held -> releasing.held(now, held.placement(), step.origin());
      case RunState.Releasing sent -> releasing.sent(now, sent.placement(), step.origin());
      case RunState.Released released -> following.next(now, released.placement(), step.origin());
      case RunState.Running running -> following.next(now, running.placement(), step.origin());
      case RunState.Closed closed -> new Step.Over(ended(now));
    };
  }

  /** The run is another scheduler's now: it ends here when it does there. */
  private RunResult another() throws DetachedException {
    Patience.Backoff backoff = patience.backoff();
    for (; ; ) {
      Optional<RunRecord> now = ledger.find(request.key());
      if (now.isEmpty()) {
        return uncertain("the ledger does not know the run any longer");
      }
      if (now.get().state() instanceof RunState.Closed) {
        return ended(now.get());
      }
      backoff.pause("another scheduler follows the run");
    }
  }

  private static RunResult ended(RunRecord run) {
    return switch (run.state()) {
      case RunState.Done done -> new RunResult.Recorded(done.end());
      case RunState.Abandoned abandoned -> new RunResult.Abandoned(abandoned.reason());
      case RunState.Uncertain uncertain -> uncertain(uncertain.reason());
      case RunState.Open open -> throw new IllegalStateException(run + " is not over");
    };
  }

  private static RunResult uncertain(String reason) {
    return new RunResult.Uncertain(
        Optional.empty(), new FluxException(Errno.ENODATA, "run", reason));
  }
}
