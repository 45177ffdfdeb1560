package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Numbers of jobs by state and by result: {@code job-list.job-stats}. */
final class JobStats {
  private static final List<JobState> COUNTED =
      List.of(
          JobState.DEPEND,
          JobState.PRIORITY,
          JobState.SCHED,
          JobState.RUN,
          JobState.CLEANUP,
          JobState.INACTIVE);

  private final Jobs jobs;
  private final EventLoop loop;
  private final List<Exchange> watchers = new ArrayList<>();
  private boolean pushPending;

  JobStats(Jobs jobs, EventLoop loop) {
    this.jobs = jobs;
    this.loop = loop;
  }

  /** To be told of each change of a job's state. */
  void changed(EmbeddedJob job) {
    if (!watchers.isEmpty() && !pushPending) {
      pushPending = true;
      loop.execute(this::push);
    }
  }

  private void push() {
    pushPending = false;
    ObjectNode now = now();
    List.copyOf(watchers).forEach(watcher -> watcher.respond(now));
  }

  void jobStats(Exchange exchange) {
    exchange.respond(now());
    if (exchange.streaming() && !exchange.over()) {
      watchers.add(exchange);
      exchange.whenOver(() -> watchers.remove(exchange));
    }
  }

  private ObjectNode now() {
    Map<JobState, Integer> states = new EnumMap<>(JobState.class);
    Map<JobOutcome, Integer> outcomes = new EnumMap<>(JobOutcome.class);
    for (EmbeddedJob job : jobs.all()) {
      states.merge(job.state(), 1, Integer::sum);
      if (job.state() == JobState.INACTIVE) {
        outcomes.merge(job.outcome(), 1, Integer::sum);
      }
    }
    ObjectNode stats = Json.object();
    ObjectNode byState = stats.putObject("job_states");
    COUNTED.forEach(state -> byState.put(state.key(), states.getOrDefault(state, 0)));
    byState.put("total", jobs.all().size());
    for (JobOutcome outcome : JobOutcome.values()) {
      stats.put(outcome.counter(), outcomes.getOrDefault(outcome, 0));
    }
    stats.put("inactive_purged", jobs.purged()).putArray("queues");
    return stats;
  }
}
