package org.fluxjvm.scheduler;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.EventGapException;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.scheduler.Step.Origin;

/** From {@code RELEASED} to the end of the job. */
final class Following {
  private static final String SET_BACK =
      "its instance was restarted from an earlier state: it may have run";

  private final Run run;
  private final LedgerSteps ledger;
  private final Patience patience;
  private final MarkedJobs marked;
  private final Ending ending;
  private final Watches watches;

  /** Whether Flux has heard that the job is to be cancelled. */
  private boolean cancelled;

  Following(
      Run run,
      LedgerSteps ledger,
      Patience patience,
      MarkedJobs marked,
      Ending ending,
      RunContext context) {
    this.run = run;
    this.ledger = ledger;
    this.patience = patience;
    this.marked = marked;
    this.ending = ending;
    this.watches = context.watches();
  }

  Step next(RunRecord now, Placement at, Origin origin)
      throws DetachedException, SupersededException {
    run.accepted(at.job());
    if (origin == Origin.INHERITED) {
      Optional<String> doubt = doubt(now, at);
      if (doubt.isPresent()) {
        return uncertain(now, at, doubt.get());
      }
    }
    cancelled = false;
    return follow(now, at, origin);
  }

  /** The job is cancelled last: one that has taken the run over may follow it by then. */
  private Step uncertain(RunRecord now, Placement at, String reason)
      throws DetachedException, SupersededException {
    Step uncertain = ending.uncertain(now, at, reason);
    marked.cancelOf(now.key(), at.job(), SET_BACK);
    return uncertain;
  }

  private void cancelIfAsked(RunRecord now, Placement at) throws DetachedException {
    Optional<String> reason = run.cancelReason(now);
    if (reason.isPresent() && !cancelled) {
      cancelled = true;
      marked.cancelSurely(now.key(), at.job(), reason.get());
    }
  }

  /** Why the job's log is not the one that was followed, if it is not. */
  private Optional<String> doubt(RunRecord now, Placement at) throws DetachedException {
    Optional<JobPast> past = marked.past(at.job());
    if (past.isEmpty()) {
      return Optional.of("Flux no longer knows the job, which was released");
    }
    if (!past.get().isOf(now.key())) {
      return Optional.of("Flux began anew, and the job of that id is another");
    }
    boolean rewound =
        !past.get().isReleased()
            || (now.state() instanceof RunState.Running && !past.get().hasStarted());
    if (rewound) {
      return Optional.of("the Flux instance was restarted from an earlier state");
    }
    // Asked after the log was read, so that a log of before a restart is none of after it.
    boolean elsewhere = !at.instance().equals(marked.instance());
    return elsewhere && past.get().isOfLater(marked.start())
        ? Optional.of("the Flux instance was restarted after the job was released: it may have run")
        : Optional.empty();
  }

  private Step follow(RunRecord now, Placement at, Origin origin)
      throws DetachedException, SupersededException {
    Watch watch;
    try {
      watch = watch(at, origin);
    } catch (FluxException e) {
      return brokenOff(now, at, e);
    }
    watch.read();
    return now.state() instanceof RunState.Released
        ? until(watch.startedOrOver(), now, at, () -> started(now, at, watch))
        : until(watch.over(), now, at, () -> over(now, at, watch));
  }

  /** Waits for events of the job, and cancels it if that is asked meanwhile. */
  private Step until(CompletableFuture<?> events, RunRecord now, Placement at, Step.Next then)
      throws DetachedException {
    cancelIfAsked(now, at);
    if (cancelled) {
      return new Step.Wait(now, events, then);
    }
    return new Step.Wait(
        now,
        CompletableFuture.anyOf(events, run.cancelled()),
        () -> events.isDone() ? then.step() : until(events, now, at, then));
  }

  /**
   * The stream of all jobs' events has those of a job that was submitted over it, from the first
   * on. It is no help with a job of before this start, whose first events are past. Nor is it with
   * one whose broker was lost before the release: the stream may miss an event then that nobody was
   * told of, while the log has all that counts.
   */
  private Watch watch(Placement at, Origin origin) {
    return run.watch()
        .filter(submitted -> origin == Origin.OWN && submitted.isOf(at.job()))
        .orElseGet(() -> watches.follow(run, at.job()));
  }

  private Step started(RunRecord now, Placement at, Watch watch)
      throws DetachedException, SupersededException {
    if (!watch.hasStarted()) {
      return over(now, at, watch);
    }
    try {
      RunRecord running = ledger.advance(now, new RunState.Running(at));
      return until(watch.over(), running, at, () -> over(running, at, watch));
    } catch (DetachedException | SupersededException | RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private Step over(RunRecord now, Placement at, Watch watch)
      throws DetachedException, SupersededException {
    try {
      Optional<JobResult> result = watch.result();
      if (result.isPresent()) {
        return ended(now, at, result.get());
      }
    } catch (FluxException e) {
      return brokenOff(now, at, e);
    }
    patience.afterFailure("the job's event log broke off"); // ends at once if that is a detachment
    return Step.inherited(now);
  }

  /** A job that Flux lost while it ran may have gone on to its end. */
  private Step ended(RunRecord now, Placement at, JobResult job)
      throws DetachedException, SupersededException {
    if (job.started().isPresent() && job.finished().isEmpty()) {
      String why = job.exception().map(JobExceptionEvent::note).orElse("no reason given");
      return ending.uncertain(now, at, "Flux lost the job while it ran: " + why);
    }
    return ending.ended(now, job);
  }

  /** What was told of the job is in its log no longer: it may have run, and must not run again. */
  private Step setBack(RunRecord now, Placement at, EventGapException gap)
      throws DetachedException, SupersededException {
    return uncertain(now, at, String.valueOf(gap.getMessage()));
  }

  private Step brokenOff(RunRecord now, Placement at, FluxException reason)
      throws DetachedException, SupersededException {
    boolean passes =
        Answers.isOutOfReach(reason)
            || reason.errno() == Errno.ENOENT
            || reason.errno() == Errno.EPROTO;
    if (reason instanceof EventGapException gap) {
      return setBack(now, at, gap);
    }
    if (!passes) {
      return ending.uncertain(now, at, String.valueOf(reason.getMessage()));
    }
    patience.afterFailure(Answers.silence(reason));
    return Step.inherited(now);
  }
}
