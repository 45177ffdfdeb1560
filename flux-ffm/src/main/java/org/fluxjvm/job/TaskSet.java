package org.fluxjvm.job;

import java.util.Optional;
import org.fluxjvm.rfc.Idset;
import tools.jackson.databind.JsonNode;

/**
 * Tasks of a job.
 *
 * @param ranks the ranks of the tasks within the job, empty for all tasks
 */
public record TaskSet(Optional<Idset> ranks) {
  private static final TaskSet ALL = new TaskSet(Optional.empty());

  /** Reads a rank, an idset, or the word for all tasks. */
  static TaskSet read(JsonNode rank) {
    String text = rank.asString("all");
    return text.equals("all") ? ALL : new TaskSet(Optional.of(Idset.parse(text)));
  }

  /**
   * Whether a task is among them.
   *
   * @param rank the rank of the task within the job
   * @return true if it is
   */
  public boolean contains(int rank) {
    return ranks.map(set -> set.contains(rank)).orElse(true);
  }

  /**
   * Writes the ranks.
   *
   * @return an idset, or {@code all}
   */
  @Override
  public String toString() {
    return ranks.map(Idset::toString).orElse("all");
  }
}
