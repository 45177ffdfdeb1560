package org.fluxjvm.scheduler.quartz;

import java.util.List;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunPolicy;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunRequest;
import org.fluxjvm.scheduler.RunState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings runs to their end whose job Quartz does not have any more. One that has not begun is given
 * up; one that may have begun is followed, without a firing that waits for it.
 */
final class JoblessRuns {
  private static final Logger LOG = LoggerFactory.getLogger(JoblessRuns.class);
  private static final String REASON =
      "its job was deleted from the scheduler, or is no Flux job any more";
  private static final String NO_FIRING = "none";
  private static final int URGENCY = 16;

  /** Is never submitted: a run that is to be cancelled is not. */
  private static final Jobspec NOTHING = JobspecV1.fromCommand(List.of("false")).build();

  private final RunExecutor executor;
  private final Flux flux;

  JoblessRuns(RunExecutor executor, Flux flux) {
    this.executor = executor;
    this.flux = flux;
  }

  void end(RunRecord run) {
    LOG.warn("Run {} ({}) of {}: {}", run.key().id(), run.state().word(), run.job(), REASON);
    if (run.state() instanceof RunState.Placed placed && !(placed instanceof RunState.Held)) {
      try {
        follow(run, flux.jobs().submittedJobspec(placed.placement().job()));
        return;
      } catch (FluxException e) {
        if (e.errno() != Errno.ENOENT && e.errno() != Errno.EINVAL) {
          throw e;
        }
        LOG.debug("Job {} is not known to Flux", placed.placement().job(), e);
      }
    }
    if (executor.cancel(run.key(), REASON).isPresent()) {
      follow(run, NOTHING);
    }
  }

  private void follow(RunRecord run, Jobspec jobspec) {
    executor.run(
        new RunRequest(
            run.key(), run.job(), NO_FIRING, jobspec, URGENCY, RunPolicy.DEFAULT, List.of()));
  }
}
