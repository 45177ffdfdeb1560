package org.fluxjvm.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.Lookup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds the jobs of runs in Flux by their {@link Mark}s. */
final class MarkedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(MarkedJobs.class);

  private static final String UUID = "broker.uuid";

  private final Flux flux;
  private final InstanceUri uri;
  private final Jobs jobs;
  private final LostJobs lost;
  private final String ledger;
  private final Answers answers;

  MarkedJobs(RunContext context, Answers answers) {
    this.flux = context.flux();
    this.uri = context.uri();
    this.jobs = flux.jobs();
    this.lost = context.lost();
    this.ledger = context.identity();
    this.answers = answers;
  }

  /** Which start of which broker answers now. */
  String instance() throws DetachedException {
    return answers.ask(() -> flux.attributeAsync(UUID));
  }

  /** When that was started. */
  Instant start() throws DetachedException {
    return JobPast.brokerStart(answers.ask(() -> flux.attributeAsync(JobPast.BROKER_START)));
  }

  /** Where that is. */
  String uri() throws DetachedException {
    return answers.ask(uri::get);
  }

  /**
   * The job of a run's present try, or of a later one, that was released, though no ledger knows of
   * it: the last of them. Those of earlier submissions that are still held for this ledger are
   * cancelled: whoever made them does not follow the run any longer. One of a later submission is
   * that of a scheduler that has taken the run over, and may be released at any moment.
   */
  Optional<JobPast> released(RunRecord run, Jobspec jobspec) throws DetachedException {
    List<JobPast> released = new ArrayList<>();
    Instant start = start();
    for (JobId job : answers.ask(() -> lost.of(run.key(), jobspec.name()))) {
      Optional<JobPast> past = past(job).filter(known -> known.isOf(run.key()));
      if (past.isEmpty()) {
        continue;
      }
      boolean ours = past.get().isOfLedger(ledger);
      if (past.get().mayHaveRun() || (ours && isUnknown(past.get(), run, start))) {
        released.add(past.get());
      } else if (ours
          && !past.get().isOver()
          && past.get().attempt().compareTo(run.attempt()) < 0) {
        cancel(job, "held for a run that is followed by another scheduler now");
      }
    }
    return released.stream()
        .filter(past -> past.attempt().number() >= run.attempt().number())
        .max(Comparator.comparing(JobPast::attempt));
  }

  /** A ledger that has not come to its submission cannot tell whether it was released. */
  private static boolean isUnknown(JobPast past, RunRecord run, Instant start) {
    return past.isHeldAnew(start) && past.attempt().compareTo(run.attempt()) >= 0;
  }

  /** What Flux knows of a job; empty if it knows no such job. */
  Optional<JobPast> past(JobId id) throws DetachedException {
    try {
      JsonNode stored =
          answers.ask(() -> jobs.lookupAsync(id, Lookup.of("jobspec", "eventlog").base()));
      return Optional.of(JobPast.read(id, stored));
    } catch (FluxException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.EINVAL) {
        return Optional.empty();
      }
      throw e;
    }
  }

  CompletableFuture<Integer> release(JobId id, int urgency) {
    return jobs.setUrgencyAsync(id, urgency);
  }

  /** Cancels a run's job, as often as it takes until Flux has heard it; it may say no. */
  void cancelSurely(RunKey key, JobId id, String reason) throws DetachedException {
    if (past(id).filter(past -> past.isOf(key) && !past.isOver()).isPresent()) {
      answers.tell(() -> jobs.cancelAsync(id, reason), refusal -> tell(id, refusal));
    }
  }

  /** Cancels a run's job, as {@link #cancelOf(Jobs, RunKey, JobId, String)} does. */
  void cancelOf(RunKey key, JobId id, String reason) {
    cancelOf(jobs, key, id, reason);
  }

  /** Cancels a job, unless it is over; that it could not be is for the log only. */
  void cancel(JobId id, String reason) {
    cancel(jobs, id, reason);
  }

  static void cancel(Jobs jobs, JobId id, String reason) {
    CompletableFuture<?> _ = jobs.cancelAsync(id, reason).exceptionally(error -> tell(id, error));
  }

  /** The same, unless the job of that id is another's since the instance was restarted. */
  static void cancelOf(Jobs jobs, RunKey key, JobId id, String reason) {
    CompletableFuture<?> _ =
        jobs.lookupAsync(id, Lookup.of("jobspec", "eventlog").base())
            .thenAccept(
                stored -> {
                  if (JobPast.read(id, stored).isOf(key)) {
                    cancel(jobs, id, reason);
                  }
                })
            .exceptionally(error -> tell(id, error));
  }

  private static @Nullable Void tell(JobId id, Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    boolean over =
        cause instanceof FluxException flux
            && (flux.errno() == Errno.ENOENT || flux.errno() == Errno.EINVAL);
    if (!over) {
      LOG.warn("Job {} could not be cancelled: {}", id, cause.getMessage());
    }
    return null;
  }
}
