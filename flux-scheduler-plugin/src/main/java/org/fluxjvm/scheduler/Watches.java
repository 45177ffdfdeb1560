package org.fluxjvm.scheduler;

import java.util.Set;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;

/**
 * Has the jobs of runs watched: those that are submitted here over one stream, where Flux lets this
 * user read it; the others by their event logs, one each.
 */
final class Watches implements AutoCloseable {
  /**
   * All of RFC 21 but memos and annotations, which the stream may have though no log has them, and
   * debug events, which have no fixed names.
   */
  static final Set<String> EVENTS =
      Set.of(
          "submit",
          "validate",
          "jobspec-update",
          "resource-update",
          "set-flags",
          "dependency-add",
          "dependency-remove",
          "depend",
          "priority",
          "urgency",
          "flux-restart",
          "alloc",
          "prolog-start",
          "prolog-finish",
          "start",
          "finish",
          "epilog-start",
          "epilog-finish",
          "release",
          "free",
          "exception",
          "clean");

  /** A run whose log waits for its turn would end late: as many as a scheduler has threads. */
  private static final int EVENT_LOGS = 10_000;

  private final JobFollower follower;
  private final RunListeners listeners;

  Watches(Flux flux, RunListeners listeners) {
    this.follower = flux.followJobs(EVENTS, EVENT_LOGS);
    this.listeners = listeners;
  }

  /** Submits a run's job, whose events are kept until they are read. */
  Watch submit(Run run, Jobspec jobspec, SubmitOptions options) {
    Watch watch = new Watch(run, listeners);
    run.watch(watch);
    watch.follows(follower.submit(jobspec.utf8(), options, watch));
    return watch;
  }

  /** Watches a job that was submitted before, from its first event on. */
  Watch follow(Run run, JobId job) {
    Watch watch = new Watch(run, listeners);
    watch.onId(job);
    run.watch(watch);
    watch.follows(follower.follow(job, watch));
    return watch;
  }

  /** Ends all of them; the jobs run on. */
  @Override
  public void close() {
    follower.close();
  }
}
