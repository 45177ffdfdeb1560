package org.fluxjvm.scheduler.cli;

import java.util.Optional;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;

/** Says why runs wait. */
final class Waits {
  private Waits() {}

  /**
   * The reason in words.
   *
   * @param record the run as the ledger has it
   * @param run the same, if this scheduler follows it
   * @return what it waits for; empty if it is over or runs
   */
  static Optional<String> reason(RunRecord record, Optional<Run> run) {
    if (record.state() instanceof RunState.Closed) {
      return Optional.empty();
    }
    if (run.isEmpty()) {
      return Optional.of(
          record
              .owner()
              .map(owner -> "followed by " + owner.node())
              .orElse("for a scheduler to take it up"));
    }
    String reason = run.get().waiting();
    return reason.isEmpty() ? inFlux(run.get().state()) : Optional.of(reason);
  }

  /** What a job in a state waits for, if it does. */
  static Optional<String> inFlux(JobState state) {
    return switch (state) {
      case DEPEND -> Optional.of("DEPEND: for its dependencies");
      case PRIORITY -> Optional.of("PRIORITY: for Flux to give it a priority");
      case SCHED -> Optional.of("SCHED: for resources, or its release");
      default -> Optional.empty();
    };
  }
}
