package org.fluxjvm.scheduler.quartz;

import static io.micrometer.core.instrument.Meter.Type.GAUGE;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.MeterTag;
import org.jspecify.annotations.Nullable;

/** The meters of {@link ScheduleMetrics}. */
public enum ScheduleMeter implements DocumentedMeter {
  /** Runs that a person has to settle. */
  UNCERTAIN(
      "quartz.flux.runs.uncertain",
      GAUGE,
      "runs",
      "Runs in the ledger that are UNCERTAIN and not settled, also those of other schedulers of its"
          + " name; NaN if the ledger does not answer",
      Tags.SCHEDULER),

  /** Whether the ledger answers. */
  LEDGER_UP(
      "quartz.flux.ledger.up",
      GAUGE,
      null,
      "1 if the ledger has answered lately; at 0 the other meters made of it stand still or are"
          + " NaN",
      Tags.SCHEDULER),

  /** When a schedule last did its work. */
  LAST_SUCCESS(
      "quartz.flux.job.last.success.time",
      GAUGE,
      "seconds",
      "When a run of the job last ended well, in seconds since the epoch, by the ledger and so also"
          + " before this start; NaN if none has",
      Tags.SCHEDULER,
      Tags.SCHEDULE),

  /** Since when a schedule is known. */
  FIRST_RUN(
      "quartz.flux.job.first.run.time",
      GAUGE,
      "seconds",
      "When the earliest run of the job began that the ledger has, in seconds since the epoch; NaN"
          + " if it has none",
      Tags.SCHEDULER,
      Tags.SCHEDULE),

  /** How often a schedule fires. */
  INTERVAL(
      "quartz.flux.job.interval",
      GAUGE,
      "seconds",
      "Time between the job's firings by its schedule, the longer one of those before and after the"
          + " last one; NaN if it does not fire again, or is due and paused",
      Tags.SCHEDULER,
      Tags.SCHEDULE);

  private final String meter;
  private final Meter.Type type;
  private final @Nullable String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records that copy
  private final List<MeterTag> tags;

  ScheduleMeter(
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

  /** The constants of an enum cannot use its static fields. */
  private static final class Tags {
    static final MeterTag SCHEDULER = MeterTag.upTo(1, "scheduler", "its name");
    static final MeterTag SCHEDULE =
        MeterTag.upTo(
            Timetable.LIMIT,
            "schedule",
            "the job as `group.name`; those after the first " + Timetable.LIMIT + " are left out");
  }
}
