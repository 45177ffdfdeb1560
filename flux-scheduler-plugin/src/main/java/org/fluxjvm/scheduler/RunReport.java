package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run with its submissions.
 *
 * @param run the run
 * @param submissions the oldest first
 */
public record RunReport(RunRecord run, List<Submission> submissions) {
  /** Copies the list. */
  public RunReport {
    submissions = List.copyOf(submissions);
  }

  /**
   * One submission.
   *
   * @param attempt which
   * @param placement its job, if there was one
   * @param owner who made it
   * @param reached when each state was reached, by {@link RunState#word}
   * @param end what became of it; empty as long as it is under way
   */
  public record Submission(
      Attempt attempt,
      Optional<Placement> placement,
      Optional<Owner> owner,
      Map<String, Instant> reached,
      String end) {
    /** Copies the map. */
    public Submission {
      reached = Map.copyOf(reached);
    }
  }
}
