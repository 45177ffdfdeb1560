package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link SpecifiedMeter} says of itself.
 *
 * @param name its name, words with dots between
 * @param type its type
 * @param unit its base unit; null if it has none, and for a timer, of which registries know it
 * @param description what it measures, a sentence without full stop
 * @param tags the tags that each meter of this name has
 * @param buckets the upper bounds of a timer's buckets, from low to high
 */
public record MeterSpec(
    String name,
    Meter.Type type,
    @Nullable String unit,
    String description,
    List<MeterTag> tags,
    List<Duration> buckets) {

  /** Copies the lists. */
  public MeterSpec {
    tags = List.copyOf(tags);
    buckets = List.copyOf(buckets);
  }

  /**
   * A meter that goes up and down.
   *
   * @param name its name
   * @param unit its base unit; null for none, {@code seconds} for a time
   * @param description what it shows
   * @param tags its tags
   * @return a specification
   */
  public static MeterSpec gauge(
      String name, @Nullable String unit, String description, MeterTag... tags) {
    return new MeterSpec(name, Meter.Type.GAUGE, unit, description, List.of(tags), List.of());
  }

  /**
   * A meter that only goes up.
   *
   * @param name its name
   * @param unit its base unit; null for none
   * @param description what it counts
   * @param tags its tags
   * @return a specification
   */
  public static MeterSpec counter(
      String name, @Nullable String unit, String description, MeterTag... tags) {
    return new MeterSpec(name, Meter.Type.COUNTER, unit, description, List.of(tags), List.of());
  }

  /**
   * A meter of times that are over.
   *
   * @param name its name
   * @param buckets the upper bounds of its buckets, empty for none
   * @param description what it times
   * @param tags its tags
   * @return a specification
   */
  public static MeterSpec timer(
      String name, List<Duration> buckets, String description, MeterTag... tags) {
    return new MeterSpec(name, Meter.Type.TIMER, null, description, List.of(tags), buckets);
  }
}
