package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A documented meter that has all of it in one place. */
public interface SpecifiedMeter extends DocumentedMeter {
  /**
   * What it says of itself.
   *
   * @return its specification
   */
  MeterSpec spec();

  @Override
  default String getName() {
    return spec().name();
  }

  @Override
  default Meter.Type getType() {
    return spec().type();
  }

  @Override
  default @Nullable String getBaseUnit() {
    return spec().unit();
  }

  @Override
  default String description() {
    return spec().description();
  }

  @Override
  default List<MeterTag> tags() {
    return spec().tags();
  }

  @Override
  default List<Duration> buckets() {
    return spec().buckets();
  }
}
