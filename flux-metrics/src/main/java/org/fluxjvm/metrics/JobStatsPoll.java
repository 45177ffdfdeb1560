package org.fluxjvm.metrics;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks for the jobs by state and result, of each queue. */
final class JobStatsPoll implements SinglePoll {
  private static final List<String> STATES =
      List.of("depend", "priority", "sched", "run", "cleanup");
  private static final Map<String, String> RESULTS =
      Map.of(
          "successful", "completed",
          "failed", "failed",
          "canceled", "canceled",
          "timeout", "timeout");

  @Override
  public String topic() {
    return "job-list.job-stats";
  }

  @Override
  public Readings read(JsonNode answer) {
    Readings readings = new Readings();
    JsonNode queues = answer.path("queues");
    if (queues.isEmpty()) {
      addQueue(readings, QueueLabel.ANONYMOUS, answer);
      return readings;
    }
    QueueLabels labels = QueueLabels.of(queues.valueStream().map(JobStatsPoll::name).toList());
    for (JsonNode queue : queues) {
      addQueue(readings, labels.label(name(queue)), queue);
    }
    addJobsWithoutQueue(readings, answer, queues);
    return readings;
  }

  private static String name(JsonNode queue) {
    return queue.path("name").stringValue("");
  }

  /** Jobs that were submitted before the instance had queues are in the totals only. */
  private static void addJobsWithoutQueue(Readings readings, JsonNode totals, JsonNode queues) {
    for (String state : STATES) {
      double rest = rest(totals, queues, "/job_states/" + state);
      if (rest > 0) {
        readings.add(InstanceMeter.JOBS, rest, QueueLabel.ANONYMOUS, state);
      }
    }
    RESULTS.forEach(
        (field, result) -> {
          double rest = rest(totals, queues, "/" + field);
          if (rest > 0) {
            readings.add(InstanceMeter.JOBS_RETAINED, rest, QueueLabel.ANONYMOUS, result);
          }
        });
  }

  private static double rest(JsonNode totals, JsonNode queues, String path) {
    double rest = totals.at(path).doubleValue(0);
    for (JsonNode queue : queues) {
      rest -= queue.at(path).doubleValue(0);
    }
    return rest;
  }

  private static void addQueue(Readings readings, String label, JsonNode stats) {
    JsonNode states = stats.path("job_states");
    for (String state : STATES) {
      readings.add(InstanceMeter.JOBS, states.path(state), label, state);
    }
    RESULTS.forEach(
        (field, result) ->
            readings.add(InstanceMeter.JOBS_RETAINED, stats.path(field), label, result));
    readings.add(InstanceMeter.JOBS_PURGED, stats.path("inactive_purged"), label);
  }
}
