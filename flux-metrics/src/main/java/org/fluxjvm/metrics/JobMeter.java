package org.fluxjvm.metrics;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters of {@link FluxJobMetrics}. */
public enum JobMeter implements DocumentedMeter {
  /** Whether jobs are followed. */
  JOURNAL(
      "flux.job.journal",
      GAUGE,
      null,
      "1 for how following the jobs by the events journal goes now; when it is not success, the"
          + " other meters of jobs stand still, or lag behind a lost broker",
      MeterTag.oneOf("outcome", "", PollOutcome.tags())),

  /** Events of all jobs. */
  EVENTS("flux.job.events", COUNTER, null, "Events of jobs", Tags.EVENT),

  /** Jobs that are not over. */
  ACTIVE(
      "flux.jobs.active", GAUGE, null, "Active jobs by the events journal", Tags.QUEUE, Tags.STATE),

  /** The age of what has been longest in a state. */
  OLDEST_AGE(
      "flux.job.oldest.age",
      GAUGE,
      "seconds",
      "Time that the job has been in its queue and state which has been there longest; 0 if there"
          + " is none",
      Tags.QUEUE,
      Tags.STATE),

  /** The time in the queue. */
  WAIT(
      "flux.job.wait",
      TIMER,
      null,
      "Time from the submission of a job until it was given resources",
      Tags.QUEUE),

  /** The time of running. */
  RUN(
      "flux.job.run",
      TIMER,
      null,
      "Time from the start of a job until its tasks were over",
      Tags.QUEUE,
      Tags.RESULT),

  /** The time that resources are held and nothing runs. */
  OVERHEAD(
      "flux.job.overhead",
      TIMER,
      null,
      "Time that a job held resources and did not run",
      Tags.QUEUE,
      MeterTag.oneOf(
          "phase",
          "prolog: from the resources to the start; epilog: from the finish to the end",
          "prolog",
          "epilog")),

  /** Jobs that are over. */
  FINISHED("flux.jobs.finished", COUNTER, null, "Jobs that ended", Tags.QUEUE, Tags.RESULT),

  /** What went wrong with jobs. */
  EXCEPTIONS(
      "flux.job.exceptions",
      COUNTER,
      null,
      "Exceptions raised on jobs",
      Tags.QUEUE,
      MeterTag.oneOf("type", "", JobExceptionTypes.TAGS.toArray(String[]::new)),
      MeterTag.oneOf("fatal", "whether its severity is 0, which ends the job", "true", "false")),

  /** Jobs that nobody can tell of. */
  LOST(
      "flux.jobs.lost",
      COUNTER,
      null,
      "Active jobs of which a broker that came back no longer holds what it told before; how they"
          + " end is not counted"),

  /** Times that run backwards. */
  CLOCK_SKEW(
      "flux.job.clock.skew",
      COUNTER,
      null,
      "Times below zero by the timestamps of a job, recorded as zero");

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  JobMeter(
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
    return type == TIMER ? Buckets.OF_BATCH : List.of();
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag QUEUE = MeterTag.upTo(QueueLabel.LIMIT + 2, "queue", QueueLabel.MEANING);
    static final MeterTag STATE =
        MeterTag.oneOf("state", "", "depend", "priority", "sched", "run", "cleanup");
    static final MeterTag RESULT =
        MeterTag.oneOf("result", "", "completed", "failed", "canceled", "timeout");
    static final MeterTag EVENT =
        MeterTag.oneOf("event", "", JobEventNames.TAGS.toArray(String[]::new));
  }
}
