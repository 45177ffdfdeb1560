package org.fluxjvm.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.ResultFold;
import org.fluxjvm.metrics.JobExceptionTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is remembered of a run until it is metered. */
final class FollowedRun {
  /** An exception's tags. */
  record Raised(String type, boolean isFatal) {}

  private static final int MOST_EXCEPTIONS = 1_000;

  private final String queue;
  private final List<Raised> exceptions = new ArrayList<>();
  private JobState state;
  private boolean adopted;
  private @Nullable ResultFold job;

  FollowedRun(String queue, JobState state) {
    this.queue = queue;
    this.state = state;
  }

  /** The value of its tag. */
  String queue() {
    return queue;
  }

  JobState state() {
    return state;
  }

  /** Whether that is another state than before. */
  boolean move(JobState next) {
    boolean moved = state != next;
    state = next;
    return moved;
  }

  boolean isAdopted() {
    return adopted;
  }

  /** Whether that is heard for the first time. */
  boolean adopt() {
    boolean first = !adopted;
    adopted = true;
    return first;
  }

  /** Takes an event of its job; gives how that ended, if this is its last one. */
  Optional<JobResult> accept(Optional<JobId> id, JobEvent event) {
    if (event.name().equals("submit")) {
      job = id.map(ResultFold::new).orElse(null);
      exceptions.clear();
    }
    if (job == null) {
      return Optional.empty(); // one whose beginning was not seen
    }
    job.accept(event);
    if (event.name().equals("exception") && exceptions.size() < MOST_EXCEPTIONS) {
      JsonNode context = event.context();
      exceptions.add(
          new Raised(
              JobExceptionTypes.tag(context.path("type").stringValue("")),
              context.path("severity").asInt(0) == 0));
    }
    return event.name().equals("clean") ? Optional.of(job.result()) : Optional.empty();
  }

  /** The exceptions of its job so far, which are given once. */
  List<Raised> takeExceptions() {
    List<Raised> taken = List.copyOf(exceptions);
    exceptions.clear();
    return taken;
  }
}
