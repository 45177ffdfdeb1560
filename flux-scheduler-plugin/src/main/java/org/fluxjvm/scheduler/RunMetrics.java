package org.fluxjvm.scheduler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.job.JobResult;
import org.fluxjvm.job.JobState;
import org.fluxjvm.job.SubmitUnknownException;

/**
 * The meters of the runs of one executor: {@code quartz.flux.*}.
 *
 * <p>Tagged by queue, state and result only: none of them grows with the number of runs.
 */
public final class RunMetrics implements RunListener, MeterBinder, AutoCloseable {
  private static final List<JobState> ACTIVE =
      List.of(
          JobState.NEW,
          JobState.DEPEND,
          JobState.PRIORITY,
          JobState.SCHED,
          JobState.RUN,
          JobState.CLEANUP);

  private static final List<String> RESULTS =
      List.of("completed", "failed", "canceled", "timeout", "refused", "uncertain");

  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1)
  };

  private record Bound(MeterRegistry registry, Set<String> queues, Set<Meter> meters) {}

  private final RunExecutor executor;
  private final List<Bound> bound = new CopyOnWriteArrayList<>();

  /**
   * Makes the binder; it meters once it is added to the executor as a listener and bound to a
   * registry.
   *
   * @param executor whose runs are metered
   */
  public RunMetrics(RunExecutor executor) {
    this.executor = executor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bound.add(new Bound(registry, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet()));
  }

  @Override
  public void onStarted(Run run) {
    for (Bound target : bound) {
      if (target.queues().add(run.queue())) {
        registerQueue(target, run.queue());
      }
    }
  }

  /** A series that is there from the start, at 0, lets increase() see its first increment. */
  private void registerQueue(Bound target, String queue) {
    for (JobState state : ACTIVE) {
      target
          .meters()
          .add(
              Gauge.builder("quartz.flux.runs.active", executor, runs -> count(runs, queue, state))
                  .description("Runs under way by the state of their Flux job")
                  .tag("queue", queue)
                  .tag("state", state.name().toLowerCase(Locale.ROOT))
                  .strongReference(true)
                  .register(target.registry()));
    }
    for (String result : RESULTS) {
      finished(target, queue, result);
    }
  }

  private static double count(RunExecutor executor, String queue, JobState state) {
    return executor.active().stream()
        .filter(run -> run.state() == state && run.queue().equals(queue))
        .count();
  }

  @Override
  public void onSubmitted(Run run, Duration latency) {
    String outcome = run.refusal().map(RunMetrics::outcome).orElse("success");
    for (Bound target : bound) {
      Timer timer =
          Timer.builder("quartz.flux.submit")
              .description("Time from sending a job to Flux's answer")
              .tag("queue", run.queue())
              .tag("outcome", outcome)
              .register(target.registry());
      target.meters().add(timer);
      timer.record(latency);
    }
  }

  /** Flux said no, or it is not known to have said anything. */
  private static String outcome(FluxException refusal) {
    boolean unanswered =
        refusal instanceof SubmitUnknownException
            || refusal instanceof NotSentException
            || refusal.errno() == Errno.EHOSTUNREACH;
    return unanswered ? "error" : "rejected";
  }

  @Override
  public void onFinished(Run run, RunResult result) {
    for (Bound target : bound) {
      finished(target, run.queue(), result.word()).increment();
      if (result instanceof RunResult.Ended ended) {
        recordTimes(target, run.queue(), ended.job(), result.word());
      }
    }
  }

  private static void recordTimes(Bound target, String queue, JobResult job, String result) {
    between(job.submitted(), job.allocated())
        .ifPresent(
            wait ->
                timer(
                        target,
                        Timer.builder("quartz.flux.run.wait")
                            .description("Time from submission until the job was given resources")
                            .tag("queue", queue))
                    .record(wait));
    between(job.started(), job.finished())
        .ifPresent(
            duration ->
                timer(
                        target,
                        Timer.builder("quartz.flux.run.duration")
                            .description("Time from the start of the job to its finish")
                            .tag("queue", queue)
                            .tag("result", result))
                    .record(duration));
  }

  private static Timer timer(Bound target, Timer.Builder builder) {
    Timer timer = builder.serviceLevelObjectives(BUCKETS).register(target.registry());
    target.meters().add(timer);
    return timer;
  }

  /** The times are a broker's, and its clock may have been set back in between. */
  private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(
        start -> to.map(end -> end.isBefore(start) ? Duration.ZERO : Duration.between(start, end)));
  }

  private static Counter finished(Bound target, String queue, String result) {
    Counter counter =
        Counter.builder("quartz.flux.runs.finished")
            .description("Runs that have ended, by how")
            .tag("queue", queue)
            .tag("result", result)
            .register(target.registry());
    target.meters().add(counter);
    return counter;
  }

  /** Removes what was registered. */
  @Override
  public void close() {
    for (Bound target : bound) {
      target.meters().forEach(target.registry()::remove);
    }
    bound.clear();
  }
}
