package org.fluxjvm.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxjvm.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * The active jobs of each queue and state, in the order in which they came there, so that a scrape
 * finds the oldest without looking at all. Safe from any thread.
 */
final class InFlight {
  private record Cell(String queue, JobState state) {}

  private final Map<Cell, LinkedHashMap<Long, Double>> cells = new HashMap<>();

  /** Notes that a job is in a state since a time, in seconds since the epoch. */
  synchronized void enter(long id, String queue, JobState state, double since) {
    cells.computeIfAbsent(new Cell(queue, state), key -> new LinkedHashMap<>()).put(id, since);
  }

  synchronized void leave(long id, String queue, JobState state) {
    Map<Long, Double> jobs = cells.get(new Cell(queue, state));
    if (jobs != null) {
      jobs.remove(id);
    }
  }

  synchronized void clear() {
    cells.clear();
  }

  synchronized int count(String queue, JobState state) {
    Map<Long, Double> jobs = cells.get(new Cell(queue, state));
    return jobs == null ? 0 : jobs.size();
  }

  /** Seconds from when the oldest came there until now; 0 if there is none. */
  synchronized double oldestAge(String queue, JobState state, double now) {
    LinkedHashMap<Long, Double> jobs = cells.get(new Cell(queue, state));
    Map.@Nullable Entry<Long, Double> oldest = jobs == null ? null : jobs.firstEntry();
    return oldest == null ? 0 : Math.max(0, now - oldest.getValue());
  }
}
