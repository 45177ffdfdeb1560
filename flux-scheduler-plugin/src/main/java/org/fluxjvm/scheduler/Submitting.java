package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.QueueInfo;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.job.SubmitOptions;
import org.fluxjvm.job.SubmitUnknownException;
import org.fluxjvm.scheduler.Step.Origin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From {@code INTENT} to {@code HELD}: a job is submitted that cannot start. */
final class Submitting {
  private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);

  /** As Quartz has it. */
  private static final Duration MISFIRE_THRESHOLD = Duration.ofMinutes(1);

  private static final Duration LOOK = Duration.ofSeconds(30);

  /** How long an answer may take from a Flux that is there. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private static final SubmitOptions HELD = SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD);

  private final Run run;
  private final RunRequest request;
  private final LedgerSteps ledger;
  private final Patience patience;
  private final Answers answers;
  private final MarkedJobs marked;
  private final Ending ending;
  private final Flux flux;
  private final Jobs jobs;
  private final RunListeners listeners;
  private final Watches watches;
  private final ActiveRuns active;
  private final String identity;
  private @Nullable Instant due;

  Submitting(
      Run run,
      LedgerSteps ledger,
      Patience patience,
      Answers answers,
      MarkedJobs marked,
      Ending ending,
      RunContext context) {
    this.run = run;
    this.request = run.request();
    this.ledger = ledger;
    this.patience = patience;
    this.answers = answers;
    this.marked = marked;
    this.ending = ending;
    this.flux = context.flux();
    this.jobs = flux.jobs();
    this.listeners = context.listeners();
    this.watches = context.watches();
    this.active = context.active();
    this.identity = context.identity();
  }

  Step next(RunRecord now, Origin origin) throws DetachedException, SupersededException {
    Optional<String> cancelled = run.cancelReason(now);
    if (cancelled.isPresent()) {
      return cancel(now, origin, cancelled.get());
    }
    if (now.notBefore().isAfter(patience.now())) {
      return rest(now, origin);
    }
    switch (ledger.admit(now, request.policy().limits())) {
      case Admission.Waiting waiting -> {
        run.waitFor(waiting.reason());
        patience.forLimit(waiting.retryAt());
        return new Step.On(ledger.again(now), origin);
      }
      case Admission.Lost lost -> throw new SupersededException();
      case Admission.Admitted admitted -> run.waitForNothing();
    }
    Optional<JobPast> lost = lost(now, origin);
    if (lost.isPresent()) {
      return adopt(now, lost.get());
    }
    Instant asked = due == null ? patience.now() : due;
    due = asked;
    // Asked before, so that a broker that restarts in between is not taken for the one that has it.
    String instance = marked.instance();
    if (origin == Origin.OWN && isMisfired(now, asked)) {
      return ending.skip(now, "misfired: Flux was out of reach from " + asked);
    }
    return submit(now, new Placed(instance, marked.uri()));
  }

  private Optional<JobPast> lost(RunRecord now, Origin origin) throws DetachedException {
    return origin == Origin.INHERITED ? marked.released(now, request.jobspec()) : Optional.empty();
  }

  /** A job that the ledger has lost is cancelled when it is followed. */
  private Step cancel(RunRecord now, Origin origin, String reason)
      throws DetachedException, SupersededException {
    Optional<JobPast> lost = lost(now, origin);
    return lost.isPresent() ? adopt(now, lost.get()) : ending.abandon(now, reason);
  }

  /** What waited for Flux is treated as what waits for a thread is by Quartz. */
  private boolean isMisfired(RunRecord now, Instant asked) throws DetachedException {
    if (!now.attempt().equals(Attempt.FIRST)
        || patience.now().isBefore(asked.plus(MISFIRE_THRESHOLD))) {
      return false;
    }
    return switch (request.policy().lateness()) {
      case RUN -> false;
      case SKIP -> true;
      case RUN_LATEST -> isFollowedByLater(now) || ledger.hasLater(now);
    };
  }

  /** The ledger is asked only by the last one here of each trigger. */
  private boolean isFollowedByLater(RunRecord now) {
    return active.following().stream().anyMatch(other -> now.key().isBefore(other.key()));
  }

  private record Placed(String instance, String uri) {}

  /** Looks up from time to time: it may be cancelled by somebody who only has the ledger. */
  private Step rest(RunRecord now, Origin origin) throws DetachedException, SupersededException {
    run.waitFor("rests until " + now.notBefore());
    Instant look = patience.now().plus(LOOK);
    patience.until(now.notBefore().isBefore(look) ? now.notBefore() : look);
    return new Step.On(ledger.again(now), origin);
  }

  /** The ledger lost what it knew of this job; it may have been at a later try. */
  private Step adopt(RunRecord now, JobPast job) throws DetachedException, SupersededException {
    listeners.tell(listener -> listener.onAdopted(run));
    RunRecord at =
        job.attempt().number() > now.attempt().number()
            ? ledger.repeat(now, job.attempt(), now.notBefore(), "its job was found in Flux")
            : now;
    String instance = job.instance(marked.instance(), marked.start());
    Placement placement = new Placement(job.id(), instance, marked.uri());
    return Step.inherited(ledger.advance(at, new RunState.Released(placement)));
  }

  private Step submit(RunRecord now, Placed there) throws DetachedException, SupersededException {
    Jobspec jobspec = new Mark(now.key(), now.job(), now.attempt(), identity).on(request.jobspec());
    Watch submission = watches.submit(run, jobspec, HELD);
    long sent = System.nanoTime();
    try {
      JobId id = patience.await(submission.id(), ANSWER, submission::giveUp);
      patience.answered();
      run.accepted(id);
      tellSubmitted(sent);
      memo(id, now);
      return put(now, new Placement(id, there.instance(), there.uri()));
    } catch (FluxException e) {
      tellUnsubmitted(e, sent);
      if (mayExist(e)) {
        return unknown(now, e);
      }
      return Answers.isOutOfReach(e) ? later(now, e) : refused(now, e);
    }
  }

  private static boolean mayExist(FluxException failure) {
    boolean unanswered =
        failure.errno() == Errno.ETIMEDOUT && !(failure instanceof NotSentException);
    return failure instanceof SubmitUnknownException || unanswered;
  }

  private Step unknown(RunRecord now, FluxException failure)
      throws DetachedException, SupersededException {
    patience.afterFailure(Answers.silence(failure));
    return Step.inherited(
        ledger.repeat(
            now,
            now.attempt().resubmission(),
            now.notBefore(),
            String.valueOf(failure.getMessage())));
  }

  /** Whoever comes second cancels his own job at once. */
  private Step put(RunRecord now, Placement at) throws DetachedException, SupersededException {
    try {
      return Step.own(ledger.advance(now, new RunState.Held(at)));
    } catch (SupersededException e) {
      marked.cancel(at.job(), "held for a run that is followed by another scheduler now");
      throw e;
    }
  }

  private Step later(RunRecord now, FluxException unanswered) throws DetachedException {
    patience.afterFailure(Answers.silence(unanswered));
    return Step.own(now);
  }

  /** A queue that takes no jobs for now refuses them all: that is not the job's fault. */
  private Step refused(RunRecord now, FluxException refusal)
      throws DetachedException, SupersededException {
    Optional<String> closed = closedQueue();
    if (closed.isPresent()) {
      patience.afterFailure(closed.get());
      return Step.own(now);
    }
    return ending.refused(now, refusal);
  }

  private Optional<String> closedQueue() throws DetachedException {
    String queue = request.jobspec().queue().orElse("");
    return answers.ask(flux::queuesAsync).stream()
        .filter(info -> queue.isEmpty() ? isDefault(info) : info.name().equals(queue))
        .filter(info -> !info.enabled())
        .map(info -> "the queue takes no jobs: " + info.disableReason().orElse("no reason given"))
        .findFirst();
  }

  private static boolean isDefault(QueueInfo info) {
    return info.isDefault() || info.name().isEmpty();
  }

  private void tellUnsubmitted(FluxException error, long sent) {
    run.refused(error);
    tellSubmitted(sent);
  }

  private void tellSubmitted(long sent) {
    Duration latency = Duration.ofNanos(System.nanoTime() - sent);
    listeners.tell(listener -> listener.onSubmitted(run, latency));
  }

  /** For those who wonder about a held job; nothing depends on it. */
  private void memo(JobId id, RunRecord now) {
    String text =
        "run %s of scheduler %s: held until it is put down, then released; please do not raise it"
            .formatted(now.key().id(), now.key().scheduler());
    CompletableFuture<?> _ =
        jobs.memoAsync(id, Map.of("fluxjvm", text))
            .exceptionally(
                error -> {
                  LOG.debug("Job {} has no memo", id, error);
                  return null;
                });
  }
}
