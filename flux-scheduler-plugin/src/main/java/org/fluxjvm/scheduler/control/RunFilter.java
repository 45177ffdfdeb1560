package org.fluxjvm.scheduler.control;

import java.util.Optional;
import java.util.Set;

/**
 * Which runs to list.
 *
 * @param job only those of this job, by its name
 * @param states only those in these states, by {@link org.fluxjvm.scheduler.RunState#word}; all if
 *     empty
 * @param limit how many at most, 1 to {@value #MOST}
 */
public record RunFilter(Optional<String> job, Set<String> states, int limit) {
  /** How many runs are listed at most. */
  public static final int MOST = 10_000;

  /** Checks the bounds. */
  public RunFilter {
    states = Set.copyOf(states);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: must be 1 to " + MOST + ", not " + limit);
    }
  }
}
