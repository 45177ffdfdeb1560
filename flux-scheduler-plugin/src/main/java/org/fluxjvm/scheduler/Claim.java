package org.fluxjvm.scheduler;

/** What a ledger answers to somebody who wants to run a firing. */
public sealed interface Claim {
  /**
   * The run as it is now.
   *
   * @return its record
   */
  RunRecord run();

  /**
   * The firing was not known; it is the claimant's now.
   *
   * @param run the run, in {@code INTENT}
   */
  record Begun(RunRecord run) implements Claim {}

  /**
   * Somebody began the run; it is the claimant's now, and what its last owner still writes has no
   * effect.
   *
   * @param run the run, in the state that its last owner left it in
   */
  record TakenOver(RunRecord run) implements Claim {}

  /**
   * The run is over already.
   *
   * @param run the run, in a {@link RunState.Closed} state
   */
  record Over(RunRecord run) implements Claim {}
}
