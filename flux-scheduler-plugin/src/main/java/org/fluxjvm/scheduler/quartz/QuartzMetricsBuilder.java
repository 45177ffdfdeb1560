package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.fluxjvm.scheduler.Timing;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;

/** Settings of {@link QuartzMetrics}. */
public final class QuartzMetricsBuilder {
  final @Nullable Scheduler scheduler;
  String prefix = "";
  Tags tags = Tags.empty();
  Duration interval = Duration.ofMinutes(1);
  int triggers = Timetable.LIMIT;
  Timing timing = Timing.system();

  QuartzMetricsBuilder(@Nullable Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Puts a word before all names: {@code hpc} makes {@code hpc.quartz.trigger.fired} of {@code
   * quartz.trigger.fired}.
   *
   * @param value the word, empty by default
   * @return this builder
   */
  public QuartzMetricsBuilder prefix(String value) {
    this.prefix = value;
    return this;
  }

  /**
   * Gives tags to all meters. A tag that a meter has by itself wins.
   *
   * @param value the tags, none by default
   * @return this builder
   */
  public QuartzMetricsBuilder tags(Iterable<Tag> value) {
    this.tags = Tags.of(value);
    return this;
  }

  /**
   * Sets how often the triggers are read from the store: what other schedulers of a cluster fire is
   * not heard of otherwise.
   *
   * @param value a positive time, a minute by default
   * @return this builder
   */
  public QuartzMetricsBuilder interval(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("interval must be positive, not " + value);
    }
    this.interval = value;
    return this;
  }

  /**
   * Sets how many triggers have a meter of their own, {@link QuartzMeter#NEXT_FIRE}.
   *
   * @param most 0 for none, 1,000 by default and at most
   * @return this builder
   */
  public QuartzMetricsBuilder triggers(int most) {
    if (most < 0 || most > Timetable.LIMIT) {
      throw new IllegalArgumentException(
          "triggers must be from 0 to " + Timetable.LIMIT + ", not " + most);
    }
    this.triggers = most;
    return this;
  }

  /**
   * Sets the clock and the timer.
   *
   * @param value a timing; that of this machine by default
   * @return this builder
   */
  public QuartzMetricsBuilder timing(Timing value) {
    this.timing = value;
    return this;
  }

  /**
   * Makes the binder. It does not listen before {@link QuartzMetrics#bindTo}.
   *
   * @return a binder
   */
  public QuartzMetrics build() {
    return new QuartzMetrics(this);
  }
}
