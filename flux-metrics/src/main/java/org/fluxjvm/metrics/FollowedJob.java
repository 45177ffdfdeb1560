package org.fluxjvm.metrics;

import java.util.Optional;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.ResultFold;

/** One active job: how far it has come by its events (RFC 21). */
final class FollowedJob {
  private final ResultFold fold;
  private String queue;
  private JobState state = JobState.NEW;

  FollowedJob(JobId id, String queue) {
    this.fold = new ResultFold(id);
    this.queue = queue;
  }

  /** The value of its tag. */
  String queue() {
    return queue;
  }

  void move(String newQueue) {
    queue = newQueue;
  }

  JobState state() {
    return state;
  }

  /** What is known of it so far; its outcome means something at its end only. */
  JobResult result() {
    return fold.result();
  }

  /** Takes its next event, and tells the state that this has brought it to, if another. */
  Optional<JobState> accept(JobEvent event) {
    fold.accept(event);
    JobState next = next(event);
    if (next == state) {
      return Optional.empty();
    }
    state = next;
    return Optional.of(next);
  }

  private JobState next(JobEvent event) {
    return switch (event.name()) {
      case "validate" -> after(JobState.NEW, JobState.DEPEND);
      case "depend" -> after(JobState.DEPEND, JobState.PRIORITY);
      case "priority" -> after(JobState.PRIORITY, JobState.SCHED);
      case "flux-restart" -> after(JobState.SCHED, JobState.PRIORITY);
      case "alloc" -> after(JobState.SCHED, JobState.RUN);
      case "finish" -> after(JobState.RUN, JobState.CLEANUP);
      case "exception" ->
          event.contextNumber("severity", 0) == 0 && state != JobState.INACTIVE
              ? JobState.CLEANUP
              : state;
      case "clean", "invalidate" -> JobState.INACTIVE;
      default -> state;
    };
  }

  private JobState after(JobState before, JobState next) {
    return state == before ? next : state;
  }
}
