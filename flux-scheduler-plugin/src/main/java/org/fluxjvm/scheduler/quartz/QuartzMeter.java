package org.fluxjvm.scheduler.quartz;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.metrics.QueueLabel;
import org.jspecify.annotations.Nullable;

/** The meters of {@link QuartzMetrics}. */
public enum QuartzMeter implements DocumentedMeter {
  /** Firings. */
  FIRED(
      "quartz.trigger.fired",
      COUNTER,
      null,
      "Firings of triggers; one that is taken up again after a crash, or that fires its job again"
          + " at once, is counted once",
      Tags.SCHEDULER,
      Tags.GROUP),

  /** Firings that were missed. */
  MISFIRED(
      "quartz.trigger.misfired",
      COUNTER,
      null,
      "Firings that came so late that Quartz treated them by their misfire policy",
      Tags.SCHEDULER,
      Tags.GROUP),

  /** How late firings are. */
  DELAY(
      "quartz.trigger.delay",
      TIMER,
      null,
      "Time from when a firing was scheduled until Quartz fired it",
      Tags.SCHEDULER,
      Tags.GROUP),

  /** When triggers fire next. */
  NEXT_FIRE(
      "quartz.trigger.next.fire.time",
      GAUGE,
      "seconds",
      "When the trigger fires next, in seconds since the epoch; in the past if it is overdue,"
          + " NaN if it does not fire again, or is due and paused or waits for a run of its job",
      Tags.SCHEDULER,
      MeterTag.upTo(
          Timetable.LIMIT,
          "trigger",
          "`group.name`; those after the first " + Timetable.LIMIT + " are left out")),

  /** Whether the scheduler fires. */
  RUNNING(
      "quartz.scheduler.running",
      GAUGE,
      null,
      "1 if the scheduler fires, 0 if it is not started, in standby or shut down",
      Tags.SCHEDULER),

  /** The pool. */
  THREADS(
      "quartz.scheduler.threads",
      GAUGE,
      "threads",
      "Threads of the scheduler's pool, or as many firings as it lets be under way",
      Tags.SCHEDULER,
      MeterTag.oneOf("state", "busy: as many as jobs are executed", "busy", "idle")),

  /** What goes wrong. */
  ERRORS(
      "quartz.scheduler.errors",
      COUNTER,
      null,
      "Errors that the scheduler has told its listeners of",
      Tags.SCHEDULER),

  /** Whether the store answers. */
  STORE_READS(
      "quartz.store.reads",
      COUNTER,
      null,
      "Readings of the triggers and jobs in the store; after an error the next firing times are"
          + " those that were read last",
      Tags.SCHEDULER,
      MeterTag.oneOf("outcome", "", "success", "error")),

  /** Jobs that are executed. */
  JOBS_RUNNING(
      "quartz.jobs.running",
      GAUGE,
      "jobs",
      "Jobs that are being executed; one that runs on Flux is until its Flux job is over",
      Tags.SCHEDULER);

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  QuartzMeter(
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
    return this == DELAY ? Tags.DELAYS : List.of();
  }

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag SCHEDULER = MeterTag.upTo(1, "scheduler", "its name");
    static final MeterTag GROUP =
        MeterTag.upTo(
            QueueLabel.LIMIT + 1,
            "group",
            "the trigger's; `" + QueueLabel.OTHER + "`: those after the first " + QueueLabel.LIMIT);
    static final List<Duration> DELAYS =
        List.of(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1));
  }
}
