package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.fluxjvm.scheduler.Timing;
import org.quartz.Scheduler;

/** Settings of {@link SchedulerMetrics}. */
public final class SchedulerMetricsBuilder {
  final Scheduler scheduler;
  String prefix = "";
  Tags tags = Tags.empty();
  Duration interval = Duration.ofSeconds(30);
  int schedules = Timetable.LIMIT;
  Timing timing = Timing.system();

  SchedulerMetricsBuilder(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  SchedulerMetricsBuilder(SchedulerMetricsBuilder other) {
    this.scheduler = other.scheduler;
    this.prefix = other.prefix;
    this.tags = other.tags;
    this.interval = other.interval;
    this.schedules = other.schedules;
    this.timing = other.timing;
  }

  /**
   * Puts a word before all names: {@code hpc} makes {@code hpc.quartz.trigger.fired} of {@code
   * quartz.trigger.fired}.
   *
   * @param value the word, empty by default
   * @return this builder
   */
  public SchedulerMetricsBuilder prefix(String value) {
    this.prefix = value;
    return this;
  }

  /**
   * Gives tags to all meters. A tag that a meter has by itself wins.
   *
   * @param value the tags, none by default
   * @return this builder
   */
  public SchedulerMetricsBuilder tags(Iterable<Tag> value) {
    this.tags = Tags.of(value);
    return this;
  }

  /**
   * Sets how often the ledger and the triggers are read.
   *
   * @param value a positive time, 30 seconds by default
   * @return this builder
   */
  public SchedulerMetricsBuilder interval(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("interval must be positive, not " + value);
    }
    this.interval = value;
    return this;
  }

  /**
   * Sets how many jobs, and how many triggers, have meters of their own: {@link
   * ScheduleMeter#LAST_SUCCESS}, {@link ScheduleMeter#INTERVAL}, {@link QuartzMeter#NEXT_FIRE}.
   *
   * @param most 0 for none, 1,000 by default and at most
   * @return this builder
   */
  public SchedulerMetricsBuilder schedules(int most) {
    if (most < 0 || most > Timetable.LIMIT) {
      throw new IllegalArgumentException(
          "schedules must be from 0 to " + Timetable.LIMIT + ", not " + most);
    }
    this.schedules = most;
    return this;
  }

  /**
   * Sets the clock and the timer.
   *
   * @param value a timing; that of this machine by default
   * @return this builder
   */
  public SchedulerMetricsBuilder timing(Timing value) {
    this.timing = value;
    return this;
  }

  /**
   * Makes the binder. It does not listen before {@link SchedulerMetrics#bindTo}.
   *
   * @return a binder
   */
  public SchedulerMetrics build() {
    return new SchedulerMetrics(this);
  }
}
