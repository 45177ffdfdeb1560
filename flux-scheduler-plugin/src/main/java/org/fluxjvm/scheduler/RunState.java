package org.fluxjvm.scheduler;

/**
 * How far a run has come, as its ledger has it.
 *
 * <pre>
 * INTENT → HELD → RELEASING → RELEASED → RUNNING → DONE
 *     └──────┴→ ABANDONED  └──────┴─────────┴→ UNCERTAIN → resolved by a person, or by policy
 * </pre>
 *
 * <p>With a further {@link Attempt} a run goes back to {@code INTENT}.
 */
public sealed interface RunState {
  /** A state that something has still to happen after. */
  sealed interface Open extends RunState {}

  /** There is a job. */
  sealed interface Placed extends Open {
    /**
     * The job.
     *
     * @return where it is
     */
    Placement placement();
  }

  /** Nothing more happens by itself. */
  sealed interface Closed extends RunState {}

  /** The firing is to be run; no job of it is known. */
  record Intent() implements Open {}

  /**
   * A job waits in Flux, held at urgency 0: it cannot start.
   *
   * @param placement the job
   */
  record Held(Placement placement) implements Placed {}

  /**
   * The job is about to be released, or was: from here on it may run.
   *
   * @param placement the job
   */
  record Releasing(Placement placement) implements Placed {}

  /**
   * Flux has confirmed the release.
   *
   * @param placement the job
   */
  record Released(Placement placement) implements Placed {}

  /**
   * The job has started.
   *
   * @param placement the job
   */
  record Running(Placement placement) implements Placed {}

  /**
   * The run has ended.
   *
   * @param end how
   */
  record Done(RunEnd end) implements Closed {}

  /**
   * The job may have run, and how it ended cannot be known.
   *
   * @param reason why, for the person who settles it
   */
  record Uncertain(String reason) implements Closed {}

  /**
   * The run was given up before anything of it could start.
   *
   * @param reason why
   */
  record Abandoned(String reason) implements Closed {}

  /**
   * The state in one word, as it is stored and shown.
   *
   * @return the word, in capitals
   */
  default String word() {
    return switch (this) {
      case Intent intent -> "INTENT";
      case Held held -> "HELD";
      case Releasing releasing -> "RELEASING";
      case Released released -> "RELEASED";
      case Running running -> "RUNNING";
      case Done done -> "DONE";
      case Uncertain uncertain -> "UNCERTAIN";
      case Abandoned abandoned -> "ABANDONED";
    };
  }
}
