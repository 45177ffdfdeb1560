package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobInfo;
import org.fluxjvm.job.JobQuery;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Lookup;
import org.fluxjvm.rpc.ResponseStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels jobs that are there for nobody and should never run: those that a scheduler submitted and
 * did not come to put down, which are held, and those that an instance has brought back from an
 * earlier state when their run was over or had gone on without them.
 *
 * <p>Those of another ledger are left to the janitor of that: a scheduler of the same name may have
 * it. Of the others, a job is somebody's if it is of the submission that the ledger has its run at,
 * and the ledger knows no other job of that. This holds for a submission under way too, so that the
 * janitor may come by at any time.
 */
public final class Janitor {
  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

  private final Flux flux;
  private final Jobs jobs;
  private final RunLedger ledger;
  private final String scheduler;

  /**
   * A janitor for the jobs of one scheduler.
   *
   * @param flux where they are
   * @param ledger knows whose they are
   * @param scheduler the name of the scheduler
   */
  public Janitor(Flux flux, RunLedger ledger, String scheduler) {
    this.flux = flux;
    this.jobs = flux.jobs();
    this.ledger = ledger;
    this.scheduler = scheduler;
  }

  /**
   * Looks once at all jobs of this user that are held, or were there before their broker started.
   *
   * @return the jobs that were cancelled
   * @throws FluxException if Flux is out of reach
   * @throws LedgerException if the ledger is
   */
  public List<JobId> sweep() {
    Instant start = JobPast.brokerStart(flux.attribute(JobPast.BROKER_START));
    List<JobId> cancelled = new ArrayList<>();
    for (JobId id : candidates(start)) {
      Optional<Mark> mark = past(id).flatMap(JobPast::mark);
      // Looked at before the ledger, it may have been held for a run that is over by then.
      if (mark.isPresent() && isNobodys(id, mark.get()) && shouldNotRun(id, start)) {
        LOG.info("Job {} is there for nobody and is cancelled: {}", id, mark.get().key());
        MarkedJobs.cancel(
            jobs, id, "there for nobody: its run is followed otherwise, or not at all");
        cancelled.add(id);
      }
    }
    return cancelled;
  }

  private List<JobId> candidates(Instant start) {
    List<JobId> candidates = new ArrayList<>();
    JobQuery query =
        JobQuery.mine()
            .states(JobState.ACTIVE)
            .limit(0)
            .attributes("urgency", "state", "t_submit", "t_run");
    try (ResponseStream<JobInfo> listing = jobs.list(query)) {
      for (JobInfo job : listing) {
        if (isHeld(job) || isRestored(job, start)) {
          candidates.add(job.id());
        }
      }
    }
    return candidates;
  }

  private static boolean isHeld(JobInfo job) {
    return job.urgency() == 0 && job.state() != JobState.RUN && job.state() != JobState.CLEANUP;
  }

  private static boolean isRestored(JobInfo job, Instant start) {
    return job.tSubmit().isBefore(start)
        && job.entered(JobState.RUN).filter(run -> run.isBefore(start)).isEmpty();
  }

  /** It was not released; or it was, in an earlier life of its instance, and so perhaps twice. */
  private boolean shouldNotRun(JobId id, Instant start) {
    return past(id)
        .filter(past -> !past.isOver())
        .filter(past -> !past.isReleased() || past.isPendingAnew(start))
        .isPresent();
  }

  private Optional<JobPast> past(JobId id) {
    try {
      return Optional.of(JobPast.read(id, jobs.lookup(id, Lookup.of("jobspec", "eventlog").base())))
          .filter(past -> isOurs(past));
    } catch (FluxException e) {
      LOG.debug("Job {} is gone already", id, e);
      return Optional.empty();
    }
  }

  private boolean isOurs(JobPast past) {
    return past.isOfLedger(ledger.identity())
        && past.mark().filter(mark -> mark.key().scheduler().equals(scheduler)).isPresent();
  }

  private boolean isNobodys(JobId id, Mark mark) {
    Optional<RunRecord> run = ledger.find(mark.key());
    return run.isEmpty()
        || !run.get().attempt().equals(mark.attempt())
        || switch (run.get().state()) {
          case RunState.Closed closed -> true;
          case RunState.Placed placed -> !placed.placement().job().equals(id);
          case RunState.Intent intent -> false;
        };
  }
}
