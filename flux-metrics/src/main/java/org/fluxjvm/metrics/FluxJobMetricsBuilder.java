package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Tag;
import java.time.Duration;
import java.time.InstantSource;
import org.fluxjvm.Flux;

/** Settings of {@link FluxJobMetrics}. */
public final class FluxJobMetricsBuilder {
  private final Flux flux;
  private MeterSettings meters = MeterSettings.DEFAULT;
  private Duration pause = Duration.ofSeconds(15);
  private InstantSource clock = InstantSource.system();

  FluxJobMetricsBuilder(Flux flux) {
    this.flux = flux;
  }

  /**
   * Puts a word before all names: {@code hpc} makes {@code hpc.flux.job.wait} of {@code
   * flux.job.wait}.
   *
   * @param value the word, empty by default
   * @return this builder
   */
  public FluxJobMetricsBuilder prefix(String value) {
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
  public FluxJobMetricsBuilder tags(Iterable<Tag> value) {
    this.meters = meters.withTags(value);
    return this;
  }

  /**
   * Sets how long to wait before a journal that was refused, or that has ended, is asked for again.
   * A lost broker does not end it.
   *
   * @param value a positive time, 15 seconds by default
   * @return this builder
   */
  public FluxJobMetricsBuilder pause(Duration value) {
    this.pause = Positive.time("pause", value);
    return this;
  }

  /**
   * Sets the clock that tells the age of jobs.
   *
   * @param value a clock, the system's by default
   * @return this builder
   */
  public FluxJobMetricsBuilder clock(InstantSource value) {
    this.clock = value;
    return this;
  }

  /**
   * Makes the binder. Nothing is asked before {@link FluxJobMetrics#bindTo}.
   *
   * @return a binder
   */
  public FluxJobMetrics build() {
    return new FluxJobMetrics(FollowedJournal.Source.of(flux), meters, pause, clock);
  }
}
