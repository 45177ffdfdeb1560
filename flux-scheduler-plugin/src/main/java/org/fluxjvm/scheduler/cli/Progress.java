package org.fluxjvm.scheduler.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobState;
import org.fluxjvm.scheduler.Run;

/**
 * The states of runs that are worth telling: each once for a submission, and in order. Every job is
 * held until the ledger has its id, which is no wait for resources; its release begins with a
 * second PRIORITY.
 */
final class Progress {
  private final Map<Run, JobState> reached = new HashMap<>();

  /** The state that an event led to, if the job had not come as far. */
  Optional<JobState> after(Run run, JobEvent event) {
    JobState state = run.state();
    JobState before = reached.get(run);
    if (isHold(event) || (before != null && state.compareTo(before) <= 0)) {
      return Optional.empty();
    }
    reached.put(run, state);
    return Optional.of(state);
  }

  /** Flux gives the priority 0 to held jobs, and to no other. */
  private static boolean isHold(JobEvent event) {
    return event.name().equals("priority") && event.context().path("priority").asLong(0) == 0;
  }

  /** There is another submission, or none will follow. */
  void forget(Run run) {
    reached.remove(run);
  }
}
