package org.fluxjvm.scheduler.control;

import java.util.Optional;
import java.util.OptionalInt;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Placement;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunReport;
import org.fluxjvm.scheduler.RunState;

/** Turns what a ledger has of runs into what is shown. */
final class RunViews {
  private RunViews() {}

  static RunView of(RunRecord run, Optional<Placement> placement, Optional<String> waiting) {
    Optional<RunEnd> end =
        run.state() instanceof RunState.Done done ? Optional.of(done.end()) : Optional.empty();
    Attempt attempt = run.attempt();
    return new RunView(
        run.key().id(),
        JobNames.shown(run.job()),
        run.key().trigger(),
        run.key().scheduled(),
        run.key().refire(),
        run.state().word(),
        attempt.number(),
        attempt.submission(),
        placement.map(RunViews::job),
        end.map(e -> e.outcome().name()),
        end.map(RunEnd::returnCode).orElse(OptionalInt.empty()),
        note(run.state()),
        waiting,
        run.cancelReason(),
        run.created(),
        run.updated());
  }

  static Optional<Placement> placement(RunRecord run) {
    return run.state() instanceof RunState.Placed placed
        ? Optional.of(placed.placement())
        : Optional.empty();
  }

  private static Optional<String> note(RunState state) {
    return switch (state) {
      case RunState.Done done -> Optional.of(done.end().note()).filter(note -> !note.isEmpty());
      case RunState.Uncertain uncertain -> Optional.of(uncertain.reason());
      case RunState.Abandoned abandoned -> Optional.of(abandoned.reason());
      case RunState.Open open -> Optional.empty();
    };
  }

  static RunDetails.Submission submission(RunReport.Submission submission) {
    return new RunDetails.Submission(
        submission.attempt().number(),
        submission.attempt().submission(),
        submission.placement().map(RunViews::job),
        submission.placement().map(Placement::instance),
        submission.placement().map(Placement::uri),
        submission.owner().map(owner -> owner.node()),
        submission.reached(),
        submission.end());
  }

  private static String job(Placement placement) {
    return placement.job().f58plain();
  }
}
