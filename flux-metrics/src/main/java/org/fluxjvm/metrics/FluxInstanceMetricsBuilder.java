package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.fluxjvm.FluxBuilder;
import org.jspecify.annotations.Nullable;

/** Settings of {@link FluxInstanceMetrics}. */
public final class FluxInstanceMetricsBuilder {
  private final Rpc rpc;
  private MeterSettings meters = MeterSettings.DEFAULT;
  private Duration interval = Duration.ofSeconds(15);
  private Duration limit = Duration.ofSeconds(10);
  private Clock clock = Clock.SYSTEM;
  private @Nullable ScheduledExecutorService scheduler;

  FluxInstanceMetricsBuilder(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Puts a word before all names: {@code hpc} makes {@code hpc.flux.up} of {@code flux.up}.
   *
   * @param value the word, empty by default
   * @return this builder
   */
  public FluxInstanceMetricsBuilder prefix(String value) {
    this.meters = meters.withPrefix(value);
    return this;
  }

  /**
   * Gives tags to all meters, such as the name of the instance; they tell one binder from another
   * in one registry. A tag that a meter has by itself wins.
   *
   * @param value the tags, none by default
   * @return this builder
   */
  public FluxInstanceMetricsBuilder tags(Iterable<Tag> value) {
    this.meters = meters.withTags(value);
    return this;
  }

  /**
   * Sets the time from one poll to the next.
   *
   * @param value a positive time, 15 seconds by default
   * @return this builder
   */
  public FluxInstanceMetricsBuilder interval(Duration value) {
    this.interval = Positive.time("interval", value);
    return this;
  }

  /**
   * Sets how long a poll may take before it counts as failed. What Flux has not answered is not
   * asked again until it is answered, or given up by the handle ({@link
   * FluxBuilder#callLimit(Duration)}).
   *
   * @param value a positive time, 10 seconds by default
   * @return this builder
   */
  public FluxInstanceMetricsBuilder limit(Duration value) {
    this.limit = Positive.time("limit", value);
    return this;
  }

  /**
   * Sets what starts the polls.
   *
   * @param value an executor, which stays open when the meters are closed; by default they have a
   *     daemon thread of their own
   * @return this builder
   */
  public FluxInstanceMetricsBuilder scheduler(ScheduledExecutorService value) {
    this.scheduler = value;
    return this;
  }

  /**
   * Sets the clock that measures polls.
   *
   * @param value a clock, the system's by default
   * @return this builder
   */
  public FluxInstanceMetricsBuilder clock(Clock value) {
    this.clock = value;
    return this;
  }

  /**
   * Makes the binder. Nothing is asked before {@link FluxInstanceMetrics#bindTo}.
   *
   * @return a binder
   */
  public FluxInstanceMetrics build() {
    return new FluxInstanceMetrics(
        meters, new PollCycle.Settings(rpc, interval, limit, clock, scheduler));
  }
}
