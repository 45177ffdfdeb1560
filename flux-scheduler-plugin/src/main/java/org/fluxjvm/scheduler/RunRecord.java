package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as a ledger has it at one moment.
 *
 * @param key the firing
 * @param job the scheduled job: its group and name, joined by a dot
 * @param attempt the latest submission
 * @param state how far that has come
 * @param owner who follows it; empty if it waits for somebody
 * @param epoch counts the owners: what an earlier one writes has no effect
 * @param cancelReason why it is to be cancelled, if it is
 * @param notBefore when the attempt may be submitted
 * @param created when the run began
 * @param updated when the state was reached
 */
public record RunRecord(
    RunKey key,
    String job,
    Attempt attempt,
    RunState state,
    Optional<Owner> owner,
    long epoch,
    Optional<String> cancelReason,
    Instant notBefore,
    Instant created,
    Instant updated) {

  /**
   * A run that begins.
   *
   * @param key the firing
   * @param job its job
   * @param owner who follows it, if somebody does
   * @param now the time
   * @return its first record, in {@code INTENT}
   */
  public static RunRecord begun(RunKey key, String job, Optional<Owner> owner, Instant now) {
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

  /**
   * This run with another owner. What the last one may just be submitting is of an attempt that is
   * over.
   *
   * @param next who follows it from now on
   * @return the record of {@link Claim.TakenOver}
   */
  public RunRecord takenOver(Owner next) {
    Attempt now = state instanceof RunState.Intent ? attempt.resubmission() : attempt;
    return new RunRecord(
        key,
        job,
        now,
        state,
        Optional.of(next),
        epoch + 1,
        cancelReason,
        notBefore,
        created,
        updated);
  }

  /**
   * This run in another state.
   *
   * @param next the state
   * @param now the time
   * @return a record
   */
  public RunRecord at(RunState next, Instant now) {
    return at(attempt, next, notBefore, now);
  }

  /**
   * This run before a further submission.
   *
   * @param next the submission
   * @param earliest when it may be sent
   * @param now the time
   * @return a record in {@code INTENT}
   */
  public RunRecord repeated(Attempt next, Instant earliest, Instant now) {
    return at(next, new RunState.Intent(), earliest, now);
  }

  private RunRecord at(Attempt submission, RunState next, Instant earliest, Instant now) {
    return new RunRecord(
        key, job, submission, next, owner, epoch, cancelReason, earliest, created, now);
  }

  /**
   * This run with the wish that it be cancelled; the first one counts.
   *
   * @param reason why
   * @return a record
   */
  public RunRecord toBeCancelled(String reason) {
    return new RunRecord(
        key,
        job,
        attempt,
        state,
        owner,
        epoch,
        Optional.of(cancelReason.orElse(reason)),
        notBefore,
        created,
        updated);
  }

  /**
   * This run before a further try, which waits for somebody.
   *
   * @param now the time
   * @return a record in {@code INTENT}
   */
  public RunRecord reopened(Instant now) {
    return new RunRecord(
        key,
        job,
        attempt.retry(),
        new RunState.Intent(),
        Optional.empty(),
        epoch + 1,
        Optional.empty(),
        Instant.EPOCH,
        created,
        now);
  }
}
