package org.fluxjvm.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How many jobs the instance has, as {@code job-list.job-stats} counts them.
 *
 * @param all the jobs of all queues
 * @param queues the jobs by named queue; empty if the instance has none
 */
public record JobStats(JobCounts all, Map<String, JobCounts> queues) {
  /** Copies the map. */
  public JobStats {
    queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
  }

  static JobStats read(JsonNode response) {
    Map<String, JobCounts> queues = new LinkedHashMap<>();
    for (JsonNode queue : response.path("queues")) {
      queues.put(queue.path("name").asString(), JobCounts.read(queue));
    }
    return new JobStats(JobCounts.read(response), queues);
  }

  /**
   * The jobs of some queues together.
   *
   * @param names names of queues
   * @return their sum
   * @throws IllegalArgumentException if there is no such queue
   */
  public JobCounts in(String... names) {
    JobCounts sum = JobCounts.NONE;
    for (String name : names) {
      @Nullable JobCounts queue = queues.get(name);
      if (queue == null) {
        throw new IllegalArgumentException(
            "queue '" + name + "' is not known: the queues are " + queues.keySet());
      }
      sum = sum.plus(queue);
    }
    return sum;
  }
}
