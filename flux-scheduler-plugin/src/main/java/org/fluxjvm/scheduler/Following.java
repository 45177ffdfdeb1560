package org.fluxjvm.scheduler;

import java.util.Optional;
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
        return ending.uncertain(now, at, doubt.get());
      }
    }
    run.cancelReason(now).ifPresent(reason -> marked.cancelOf(now.key(), at.job(), reason));
    return follow(now, at, origin);
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
      marked.cancel(at.job(), SET_BACK);
      return Optional.of("the Flux instance was restarted from an earlier state");
    }
    return Optional.empty();
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
        ? new Step.Wait(now, watch.startedOrOver(), () -> started(now, at, watch))
        : new Step.Wait(now, watch.over(), () -> over(now, at, watch));
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
      return new Step.Wait(running, watch.over(), () -> over(running, at, watch));
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
    if (marked.past(at.job()).filter(past -> past.isOf(now.key())).isPresent()) {
      marked.cancel(at.job(), SET_BACK);
    }
    return ending.uncertain(now, at, String.valueOf(gap.getMessage()));
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
