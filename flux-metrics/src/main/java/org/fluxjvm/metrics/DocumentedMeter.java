package org.fluxjvm.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.time.Duration;
import java.util.List;

/**
 * What is known of a meter before it exists: the one place that says its name, type, unit and tags.
 *
 * <p>An enum per binder implements it. The binder registers from it, and {@link MeterReference}
 * writes the documentation from it.
 */
public interface DocumentedMeter extends MeterDocumentation {
  /**
   * What the meter measures.
   *
   * @return a sentence without full stop, which registries publish as help text
   */
  String description();

  /**
   * The tags that each meter of this name has.
   *
   * @return tags, in the order in which a binder gives their values
   */
  List<MeterTag> tags();

  /**
   * The upper bounds of a timer's buckets.
   *
   * @return bounds from low to high, empty if the timer has no buckets
   */
  default List<Duration> buckets() {
    return List.of();
  }

  /**
   * The keys of {@link #tags}.
   *
   * @return key names
   */
  @Override
  default KeyName[] getKeyNames() {
    return tags().toArray(KeyName[]::new);
  }
}
