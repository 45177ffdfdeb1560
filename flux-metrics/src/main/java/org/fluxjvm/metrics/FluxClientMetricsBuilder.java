package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Tag;
import java.time.InstantSource;

/** Settings of {@link FluxClientMetrics}. */
public final class FluxClientMetricsBuilder {
  private MeterSettings meters = MeterSettings.DEFAULT;
  private InstantSource clock = InstantSource.system();

  FluxClientMetricsBuilder() {}

  /**
   * Puts a word before all names: {@code hpc} makes {@code hpc.flux.client.rpc} of {@code
   * flux.client.rpc}.
   *
   * @param value the word, empty by default
   * @return this builder
   */
  public FluxClientMetricsBuilder prefix(String value) {
    this.meters = meters.withPrefix(value);
    return this;
  }

  /**
   * Gives tags to all meters, such as the name of the program; they tell one binder from another in
   * one registry. A tag that a meter has by itself wins.
   *
   * @param value the tags, none by default
   * @return this builder
   */
  public FluxClientMetricsBuilder tags(Iterable<Tag> value) {
    this.meters = meters.withTags(value);
    return this;
  }

  /**
   * Sets the clock that the timestamps of events are compared with.
   *
   * @param value a clock, the system's by default
   * @return this builder
   */
  public FluxClientMetricsBuilder clock(InstantSource value) {
    this.clock = value;
    return this;
  }

  /**
   * Makes the binder.
   *
   * @return a binder
   */
  public FluxClientMetrics build() {
    return new FluxClientMetrics(meters, clock);
  }
}
