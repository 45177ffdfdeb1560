package org.fluxjvm.scheduler;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.fluxjvm.metrics.Buckets;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.JobExceptionTypes;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.metrics.QueueLabel;
import org.jspecify.annotations.Nullable;

/** The meters of {@link RunMetrics}. */
public enum RunMeter implements DocumentedMeter {
  /** Submissions, and what Flux said. */
  SUBMIT(
      "quartz.flux.submit",
      TIMER,
      null,
      "Time from sending a job to Flux's answer",
      Tags.SCHEDULER,
      Tags.QUEUE,
      MeterTag.oneOf(
          "outcome",
          "rejected: Flux said no; error: it did not answer",
          "success",
          "rejected",
          "error")),

  /** Runs that are not over. */
  ACTIVE(
      "quartz.flux.runs.active",
      GAUGE,
      "runs",
      "Runs under way by the state of their Flux job; one that has none yet is new",
      Tags.SCHEDULER,
      Tags.QUEUE,
      Tags.STATE),

  /** The age of what has been longest in a state. */
  OLDEST_AGE(
      "quartz.flux.run.oldest.age",
      GAUGE,
      "seconds",
      "Time that the run has been in its queue and state which has been there longest, by the"
          + " events of its job and so also from before this start; 0 if there is none",
      Tags.SCHEDULER,
      Tags.QUEUE,
      Tags.STATE),

  /** The time in the queue. */
  WAIT(
      "quartz.flux.run.wait",
      TIMER,
      null,
      "Time from the submission of a job until it was given resources; counted when the job is"
          + " over",
      Tags.SCHEDULER,
      Tags.QUEUE),

  /** The time of running. */
  DURATION(
      "quartz.flux.run.duration",
      TIMER,
      null,
      "Time from the start of a job until its tasks were over; counted when the job is over",
      Tags.SCHEDULER,
      Tags.QUEUE,
      MeterTag.oneOf("result", "", "completed", "failed", "canceled", "timeout")),

  /** The time that resources are held and nothing runs. */
  OVERHEAD(
      "quartz.flux.run.overhead",
      TIMER,
      null,
      "Time that a job held resources and did not run; counted when the job is over",
      Tags.SCHEDULER,
      Tags.QUEUE,
      MeterTag.oneOf(
          "phase",
          "prolog: from the resources to the start; epilog: from the finish to the end",
          "prolog",
          "epilog")),

  /** Runs that are over. */
  FINISHED(
      "quartz.flux.runs.finished",
      COUNTER,
      null,
      "Runs that this scheduler has brought to their end",
      Tags.SCHEDULER,
      Tags.QUEUE,
      MeterTag.oneOf(
          "result",
          "refused: Flux took no job; uncertain: nobody can tell",
          "completed",
          "failed",
          "canceled",
          "timeout",
          "refused",
          "uncertain")),

  /** What went wrong with jobs. */
  EXCEPTIONS(
      "quartz.flux.run.exceptions",
      COUNTER,
      null,
      "Exceptions raised on the jobs of runs; counted when the job is over",
      Tags.SCHEDULER,
      Tags.QUEUE,
      MeterTag.oneOf("type", "", JobExceptionTypes.TAGS.toArray(String[]::new)),
      MeterTag.oneOf("fatal", "whether its severity is 0, which ends the job", "true", "false")),

  /** Runs that are tried again. */
  RETRIED(
      "quartz.flux.runs.retried",
      COUNTER,
      null,
      "Further submissions of a run, whose last job failed, did not start or was lost",
      Tags.SCHEDULER,
      Tags.QUEUE),

  /** Runs of an earlier scheduler. */
  RECOVERED(
      "quartz.flux.runs.recovered",
      COUNTER,
      null,
      "Runs whose job another scheduler, or an earlier start of this one, has submitted",
      Tags.SCHEDULER,
      MeterTag.oneOf(
          "outcome",
          "adopted: it is followed here now; lost: of those, what became uncertain",
          "adopted",
          "lost"));

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  RunMeter(
      String meter, Meter.Type type, @Nullable String unit, String description, MeterTag... tags) {
    this.meter = meter;
    this.type = type;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public @Nullable String getBaseUnit() {
    return unit;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<MeterTag> tags() {
    return tags;
  }

  @Override
  public List<Duration> buckets() {
    return this == WAIT || this == DURATION ? Buckets.OF_BATCH : List.of();
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag SCHEDULER = MeterTag.upTo(1, "scheduler", "its name");
    static final MeterTag QUEUE = MeterTag.upTo(QueueLabel.LIMIT + 2, "queue", QueueLabel.MEANING);
    static final MeterTag STATE =
        MeterTag.oneOf("state", "", "new", "depend", "priority", "sched", "run", "cleanup");
  }
}
