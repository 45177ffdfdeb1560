package org.fluxjvm.scheduler;

import java.util.Optional;
import java.util.Set;

/**
 * Which runs to read.
 *
 * @param scheduler the name of their scheduler
 * @param job only those of this job: group and name, joined by a dot
 * @param words only those in these states, by {@link RunState#word}; all if empty
 * @param limit how many at most, 1 or more
 */
public record RunQuery(String scheduler, Optional<String> job, Set<String> words, int limit) {
  /** Copies the set. */
  public RunQuery {
    words = Set.copyOf(words);
  }

  /**
   * The latest runs of a scheduler.
   *
   * @param scheduler its name
   * @param limit how many at most
   * @return a query
   */
  public static RunQuery latest(String scheduler, int limit) {
    return new RunQuery(scheduler, Optional.empty(), Set.of(), limit);
  }
}
