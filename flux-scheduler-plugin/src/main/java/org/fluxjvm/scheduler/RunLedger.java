package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of runs, and outlives their scheduler.
 *
 * <p>Every change is conditional: it happens only if the run is still as its owner last saw it, and
 * says so. Nothing else arbitrates between two schedulers that follow the same run. A change whose
 * outcome is not known, because the database was lost at the commit, throws {@link
 * LedgerException}; {@link #find} tells later what became of it.
 *
 * <p>Methods block, and may be called on any thread.
 */
public interface RunLedger {
  /**
   * Tells this ledger from all others that a scheduler of the same name may have, also on the same
   * Flux instance.
   *
   * @return a text that stays the same as long as what is put down here is kept
   */
  String identity();

  /**
   * Begins a run, or takes over one that is not over. The attempt of a run that is taken over in
   * {@code INTENT} becomes the next submission of its try: a job that its last owner may just be
   * submitting is nobody's then.
   *
   * @param key the firing
   * @param job its job: group and name, joined by a dot
   * @param owner who follows it from now on
   * @return the run, and whose it is
   */
  Claim claim(RunKey key, String job, Owner owner);

  /**
   * Puts down that a run has come further within its attempt. A run that is to be cancelled does
   * not get from {@code HELD} to {@code RELEASING}.
   *
   * @param from the run as its owner last saw it
   * @param to the state that it has reached; not a {@link RunState.Closed} one
   * @return the run as it is now; empty if it was not as {@code from}: then {@link #find} it
   */
  Optional<RunRecord> advance(RunRecord from, RunState.Open to);

  /**
   * Puts a run back to {@code INTENT}, for a further submission.
   *
   * @param from the run as its owner last saw it
   * @param next the submission
   * @param notBefore when it may be sent
   * @param reason what became of the one before, for those who read the history
   * @return the run as it is now; empty if it was not as {@code from}
   */
  Optional<RunRecord> repeat(RunRecord from, Attempt next, Instant notBefore, String reason);

  /**
   * Ends a run, and begins those that follow upon it in {@code INTENT}, without an owner: all of it
   * or nothing. A successor that is known already is left as it is.
   *
   * @param from the run as its owner last saw it
   * @param end how it ended
   * @param successors what follows upon it
   * @return the run as it is now; empty if it was not as {@code from}
   */
  Optional<RunRecord> close(RunRecord from, RunState.Closed end, List<Successor> successors);

  /**
   * Asks that a run be cancelled: by its owner, at the next step.
   *
   * @param key the firing
   * @param reason why
   * @return the run as it is now; empty if it is unknown or over
   */
  Optional<RunRecord> requestCancel(RunKey key, String reason);

  /**
   * Settles a run that is uncertain, on a person's word.
   *
   * @param key the firing
   * @param end how it ended
   * @param successors what follows upon it
   * @return the run as it is now; empty if it is unknown or not uncertain
   */
  Optional<RunRecord> resolve(RunKey key, RunEnd end, List<Successor> successors);

  /**
   * Puts a run that is over back to {@code INTENT}, without an owner, for a further try on a
   * person's word.
   *
   * @param key the firing
   * @return the run as it is now; empty if it is unknown or not over
   */
  Optional<RunRecord> reopen(RunKey key);

  /**
   * Counts the submissions of a run's present try that Flux has taken. One that was only put down,
   * and taken over before its job was known, is none.
   *
   * @param run the run
   * @return how many
   */
  int submissions(RunRecord run);

  /**
   * Looks for a run that is not over, of the same trigger and job as another, and was due later.
   *
   * @param run the other
   * @return true if there is one
   */
  default boolean hasLater(RunRecord run) {
    return open(run.key().scheduler()).stream()
        .anyMatch(other -> other.job().equals(run.job()) && run.key().isBefore(other.key()));
  }

  /**
   * Reads a run.
   *
   * @param key the firing
   * @return the run, if it is known
   */
  Optional<RunRecord> find(RunKey key);

  /**
   * Reads the runs that are not over, the oldest first.
   *
   * @param scheduler the name of the scheduler
   * @return all of them, with their owners
   */
  List<RunRecord> open(String scheduler);
}
