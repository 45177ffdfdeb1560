package org.fluxjvm.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.JobEvent;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitUnknownException;

/** Makes meters of what is told of runs. One run's news come in order, those of several at once. */
final class RunTally implements RunListener {
  private final RunMeters meters;
  private final QueueSeries queues;
  private final Map<Run, FollowedRun> runs = new HashMap<>();
  private boolean closed;

  RunTally(RunMeters meters, InstantSource clock) {
    this.meters = meters;
    this.queues = new QueueSeries(meters, clock);
    RunMeters.tags(RunMeter.RECOVERED).getFirst().values().forEach(this::prepareRecovered);
  }

  private void prepareRecovered(String outcome) {
    meters.prepare(RunMeter.RECOVERED, outcome);
  }

  /** Takes up the runs under way. Those that begin or end meanwhile are told of besides. */
  synchronized void join(Supplier<Collection<Run>> active) {
    active.get().forEach(this::begin);
  }

  @Override
  public synchronized void onStarted(Run run) {
    begin(run);
  }

  private void begin(Run run) {
    if (!closed && !runs.containsKey(run)) {
      FollowedRun followed = new FollowedRun(queues.label(run.queue()), run.state());
      runs.put(run, followed);
      queues.enter(run, followed, run.started());
    }
  }

  @Override
  public synchronized void onAdopted(Run run) {
    FollowedRun followed = runs.get(run);
    if (followed != null && followed.adopt()) {
      meters.count(RunMeter.RECOVERED, "adopted");
    }
  }

  @Override
  public synchronized void onSubmitted(Run run, Duration latency) {
    FollowedRun followed = runs.get(run);
    if (followed != null) {
      String outcome = run.refusal().map(RunTally::outcome).orElse("success");
      meters.record(RunMeter.SUBMIT, latency, followed.queue(), outcome);
    }
  }

  /** Flux said no, or it is not known to have said anything. */
  private static String outcome(FluxException refusal) {
    boolean unanswered =
        refusal instanceof SubmitUnknownException
            || refusal instanceof NotSentException
            || refusal.errno() == Errno.EHOSTUNREACH
            || refusal.errno() == Errno.ETIMEDOUT;
    return unanswered ? "error" : "rejected";
  }

  @Override
  public synchronized void onEvent(Run run, JobEvent event) {
    FollowedRun followed = runs.get(run);
    if (followed == null) {
      return;
    }
    if (followed.move(run.state())) {
      queues.enter(run, followed, event.time());
    }
    followed.accept(run.jobId(), event).ifPresent(job -> over(followed, job, event.time()));
  }

  private void over(FollowedRun followed, JobResult job, Instant end) {
    String queue = followed.queue();
    String result = job.outcome().name().toLowerCase(Locale.ROOT);
    time(RunMeter.WAIT, job.submitted(), job.allocated(), queue);
    time(RunMeter.OVERHEAD, job.allocated(), job.started(), queue, "prolog");
    time(RunMeter.DURATION, job.started(), job.finished(), queue, result);
    time(RunMeter.OVERHEAD, job.finished(), Optional.of(end), queue, "epilog");
    followed
        .takeExceptions()
        .forEach(
            raised ->
                meters.count(
                    RunMeter.EXCEPTIONS, queue, raised.type(), String.valueOf(raised.isFatal())));
  }

  /** The times are a broker's, and its clock may have been set back in between: that takes none. */
  private void time(RunMeter meter, Optional<Instant> from, Optional<Instant> to, String... tags) {
    if (from.isPresent() && to.isPresent()) {
      meters.record(meter, Duration.between(from.get(), to.get()), tags);
    }
  }

  @Override
  public synchronized void onRepeated(Run run, Attempt next, String reason) {
    FollowedRun followed = runs.get(run);
    if (followed != null) {
      meters.count(RunMeter.RETRIED, followed.queue());
      followed.move(JobState.NEW);
      queues.enter(run, followed);
    }
  }

  @Override
  public synchronized void onSuperseded(Run run) {
    forget(run);
  }

  @Override
  public synchronized void onDetached(Run run) {
    forget(run);
  }

  private Optional<FollowedRun> forget(Run run) {
    queues.leave(run);
    return Optional.ofNullable(runs.remove(run));
  }

  @Override
  public synchronized void onFinished(Run run, RunResult result) {
    forget(run).ifPresent(followed -> finished(followed, result));
  }

  private void finished(FollowedRun followed, RunResult result) {
    meters.count(RunMeter.FINISHED, followed.queue(), result.word());
    if (result instanceof RunResult.Uncertain && followed.isAdopted()) {
      meters.count(RunMeter.RECOVERED, "lost");
    }
  }

  /** Counts nothing any more. */
  synchronized void close() {
    closed = true;
    runs.clear();
    meters.removeAll();
  }
}
