package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobExceptionEvent;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.scheduler.RunEnd.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an attempt: of the run too, or there is another. */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** How often a job is submitted that never starts. */
  private static final int MOST_SUBMISSIONS = 5;

  /**
   * How often an idempotent job is run again beyond its tries when nobody can tell how it ended.
   */
  private static final int MOST_RERUNS = 5;

  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

  private static final Duration FIRST_REST = Duration.ofSeconds(1);

  /** Exceptions before the start that come again however often the job is submitted. */
  private static final Set<String> OF_THE_JOB = Set.of("alloc", "dependency", "validate");

  private final Run run;
  private final LedgerSteps ledger;
  private final Patience patience;
  private final RunListeners listeners;
  private final Jobs jobs;
  private final StderrTail stderrTail;
  private final Consumer<Successor> onSuccessor;

  Ending(Run run, LedgerSteps ledger, Patience patience, RunContext context) {
    this.run = run;
    this.ledger = ledger;
    this.patience = patience;
    this.listeners = context.listeners();
    this.jobs = context.flux().jobs();
    this.stderrTail = new StderrTail(jobs);
    this.onSuccessor = context.onSuccessor();
  }

  /** The job has ended. */
  Step ended(RunRecord now, JobResult job) throws DetachedException, SupersededException {
    String tail =
        job.isSuccess() || job.started().isEmpty()
            ? ""
            : patience.await(stderrTail.of(job.id()).exceptionally(error -> ""));
    RunEnd end = end(job);
    if (end.outcome() != Outcome.COMPLETED
        && end.outcome() != Outcome.CANCELED
        && run.cancelReason(now).isEmpty()) {
      Optional<Step> another = another(now, job, end);
      if (another.isPresent()) {
        return another.get();
      }
    }
    close(now, new RunState.Done(end), end);
    return new Step.Over(new RunResult.Ended(job, tail));
  }

  private Optional<Step> another(RunRecord now, JobResult job, RunEnd end)
      throws DetachedException, SupersededException {
    Attempt last = now.attempt();
    String reason = (end.outcome().name().toLowerCase(Locale.ROOT) + " " + end.note()).strip();
    if (job.started().isEmpty()) {
      int made = Math.max(1, ledger.submissions(now));
      boolean again =
          made < MOST_SUBMISSIONS
              && !OF_THE_JOB.contains(job.exception().map(JobExceptionEvent::type).orElse(""));
      Duration rest = RetryPolicy.rest(FIRST_REST, made, RANDOM);
      return again ? Optional.of(repeat(now, last.resubmission(), rest, reason)) : Optional.empty();
    }
    RetryPolicy retry = run.request().policy().retry();
    return retry.allowsAfter(last)
        ? Optional.of(repeat(now, last.retry(), retry.rest(last, RANDOM), reason))
        : Optional.empty();
  }

  /** The ledger may lose this step, and the next one: what there is in Flux is looked at first. */
  private Step repeat(RunRecord now, Attempt next, Duration rest, String reason)
      throws DetachedException, SupersededException {
    Instant notBefore = patience.now().plus(rest);
    RunRecord again = ledger.repeat(now, next, notBefore, reason);
    LOG.info("Run {} ({}) {}: next try at {}", now.key().id(), now.job(), reason, notBefore);
    listeners.tell(listener -> listener.onRepeated(run, next, reason));
    return Step.inherited(again);
  }

  /** A defect keeps the run from being followed: somebody has to look at it. */
  Step defect(RunRecord now, String reason) throws DetachedException, SupersededException {
    LOG.error("Run {} ({}) cannot be followed: {}", now.key().id(), now.job(), reason);
    if (now.state() instanceof RunState.Placed placed && !(placed instanceof RunState.Held)) {
      ledger.close(now, new RunState.Uncertain(reason), List.of());
      return new Step.Over(uncertain(Optional.of(placed.placement().job()), reason));
    }
    if (now.state() instanceof RunState.Held held) {
      MarkedJobs.cancelOf(jobs, now.key(), held.placement().job(), reason);
    }
    RunEnd end = new RunEnd(Outcome.FAILED, OptionalInt.empty(), reason);
    close(now, new RunState.Done(end), end);
    return new Step.Over(new RunResult.Recorded(end));
  }

  private static RunResult uncertain(Optional<JobId> job, String reason) {
    return new RunResult.Uncertain(job, new FluxException(Errno.ENODATA, "run", reason));
  }

  /** Flux will not have the job. */
  Step refused(RunRecord now, FluxException refusal) throws DetachedException, SupersededException {
    RunEnd end =
        new RunEnd(Outcome.REFUSED, OptionalInt.empty(), String.valueOf(refusal.getMessage()));
    close(now, new RunState.Done(end), end);
    return new Step.Over(new RunResult.Refused(refusal));
  }

  /** Nothing of it was started, and nothing will be. */
  Step abandon(RunRecord now, String reason) throws DetachedException, SupersededException {
    RunEnd end = new RunEnd(Outcome.CANCELED, OptionalInt.empty(), reason);
    close(now, new RunState.Abandoned(reason), end);
    return new Step.Over(new RunResult.Abandoned(reason));
  }

  private boolean mayRunAgain(RunRecord now) {
    RunPolicy policy = run.request().policy();
    return policy.idempotent()
        && now.attempt().number() < policy.retry().tries() + MOST_RERUNS
        && run.cancelReason(now).isEmpty();
  }

  /** It is too late for it: what follows upon it does not happen either. */
  Step skip(RunRecord now, String reason) throws DetachedException, SupersededException {
    ledger.close(now, new RunState.Abandoned(reason), List.of());
    return new Step.Over(new RunResult.Abandoned(reason));
  }

  /** It may have run, and nobody can tell how it ended. */
  Step uncertain(RunRecord now, Placement at, String reason)
      throws DetachedException, SupersededException {
    if (mayRunAgain(now)) {
      // Another try: what this one left in Flux is not looked for any longer.
      Duration rest = RetryPolicy.rest(FIRST_REST, now.attempt().number(), RANDOM);
      return repeat(now, now.attempt().retry(), rest, reason);
    }
    LOG.error(
        "Run {} ({}) is UNCERTAIN, settle it with `resolve`: {}: {}",
        now.key().id(),
        now.job(),
        at.job(),
        reason);
    ledger.close(now, new RunState.Uncertain(reason), List.of());
    return new Step.Over(uncertain(Optional.of(at.job()), reason));
  }

  private void close(RunRecord now, RunState.Closed state, RunEnd end)
      throws DetachedException, SupersededException {
    List<Successor> successors = successors(end);
    ledger.close(now, state, successors);
    successors.forEach(onSuccessor);
  }

  private List<Successor> successors(RunEnd end) {
    return run.request().successors().stream()
        .filter(chained -> chained.on().includes(end))
        .map(RunRequest.Chained::successor)
        .toList();
  }

  private static RunEnd end(JobResult job) {
    Outcome outcome =
        switch (job.outcome()) {
          case COMPLETED -> Outcome.COMPLETED;
          case FAILED -> Outcome.FAILED;
          case CANCELED -> Outcome.CANCELED;
          case TIMEOUT -> Outcome.TIMEOUT;
        };
    String note =
        job.exception()
            .map(cause -> "exception " + cause.type() + (" " + cause.note()).stripTrailing())
            .orElse("");
    OptionalInt code =
        job.waitStatus().isPresent() ? OptionalInt.of(job.returnCode()) : OptionalInt.empty();
    return new RunEnd(outcome, code, note);
  }
}
