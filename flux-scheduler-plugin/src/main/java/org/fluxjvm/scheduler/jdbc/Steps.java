package org.fluxjvm.scheduler.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.fluxjvm.scheduler.Attempt;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;

/** What becomes of a run's record with each change. */
final class Steps {
  private Steps() {}

  static RunRecord begun(RunKey key, String job, Optional<Owner> owner, Instant now) {
    return new RunRecord(
        key,
        job,
        Attempt.FIRST,
        new RunState.Intent(),
        owner,
        1,
        Optional.empty(),
        Instant.EPOCH,
        now,
        now);
  }

  static RunRecord takenOver(RunRecord run, Owner owner) {
    boolean mayBeSubmitting = run.state() instanceof RunState.Intent;
    return new RunRecord(
        run.key(),
        run.job(),
        mayBeSubmitting ? run.attempt().resubmission() : run.attempt(),
        run.state(),
        Optional.of(owner),
        run.epoch() + 1,
        run.cancelReason(),
        run.notBefore(),
        run.created(),
        run.updated());
  }

  static RunRecord at(RunRecord run, RunState state, Instant now) {
    return at(run, run.attempt(), state, run.notBefore(), now);
  }

  static RunRecord repeated(RunRecord run, Attempt next, Instant notBefore, Instant now) {
    Instant kept = notBefore.truncatedTo(ChronoUnit.MILLIS);
    return at(run, next, new RunState.Intent(), kept, now);
  }

  private static RunRecord at(
      RunRecord run, Attempt attempt, RunState state, Instant notBefore, Instant now) {
    return new RunRecord(
        run.key(),
        run.job(),
        attempt,
        state,
        run.owner(),
        run.epoch(),
        run.cancelReason(),
        notBefore,
        run.created(),
        now);
  }

  static RunRecord toBeCancelled(RunRecord run, String reason) {
    return new RunRecord(
        run.key(),
        run.job(),
        run.attempt(),
        run.state(),
        run.owner(),
        run.epoch(),
        Optional.of(reason),
        run.notBefore(),
        run.created(),
        run.updated());
  }

  static RunRecord reopened(RunRecord run, Instant now) {
    return new RunRecord(
        run.key(),
        run.job(),
        run.attempt().retry(),
        new RunState.Intent(),
        Optional.empty(),
        run.epoch() + 1,
        Optional.empty(),
        Instant.EPOCH,
        run.created(),
        now);
  }
}
