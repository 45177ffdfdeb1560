package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The meters of one binder in all registries that it is bound to, made as their {@link
 * DocumentedMeter} says. It knows them, so that a registry which is bound later gets them too, and
 * that all can be removed again. Safe from any thread; a scrape takes none of its locks.
 *
 * <p>The values of tags are given in the order of {@link DocumentedMeter#tags}.
 */
public final class DocumentedMeters {
  private final MeterSettings settings;
  private final List<BoundRegistry> registries = new ArrayList<>();
  private final Map<Series, Consumer<BoundRegistry>> series = new LinkedHashMap<>();

  /**
   * No meters, in no registry.
   *
   * @param prefix a word to put before all names; empty for none
   * @param tags what all meters have besides their own tags, which win
   */
  public DocumentedMeters(String prefix, Iterable<Tag> tags) {
    this(new MeterSettings(prefix, Tags.of(tags)));
  }

  DocumentedMeters(MeterSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds a registry; it gets what is there already, counters and timers at 0. One that was added
   * before is left as it is.
   *
   * <p>What other meters have registered there is not shared with them: of what is there already,
   * such a meter is refused, and nothing is left behind; one that is made later is not shown there,
   * and a warning says so. Meters that a binder has from its start are therefore made before this.
   *
   * @param registry where the meters go too
   * @throws IllegalStateException if it has one of the meters already, by its name and tags
   */
  public synchronized void bind(MeterRegistry registry) {
    if (registries.stream().noneMatch(bound -> bound.isIn(registry))) {
      registries.add(
          BoundRegistry.bind(
              registry, settings, bound -> series.values().forEach(meter -> meter.accept(bound))));
    }
  }

  /**
   * Makes a counter or a timer, if it is not there, so that its first increment is seen.
   *
   * @param meter what it counts or times
   * @param values the values of its tags
   */
  public synchronized void prepare(DocumentedMeter meter, String... values) {
    var _ = prepared(new Series(meter, List.of(values)));
  }

  private Series prepared(Series one) {
    if (!series.containsKey(one)) {
      make(one, registry -> prepare(registry, one));
    }
    return one;
  }

  private static void prepare(BoundRegistry registry, Series one) {
    var _ = one.meter().getType() == Meter.Type.TIMER ? registry.timer(one) : registry.counter(one);
  }

  /**
   * Makes a gauge, if it is not there; one of a time if its unit is seconds.
   *
   * @param meter what it shows
   * @param value asked at each scrape, which it must not hold up; kept until the gauge is removed
   * @param values the values of its tags
   */
  public synchronized void gauge(DocumentedMeter meter, Supplier<Number> value, String... values) {
    Series one = new Series(meter, List.of(values));
    boolean isTime = "seconds".equals(meter.getBaseUnit());
    make(
        one,
        isTime ? registry -> registry.seconds(one, value) : registry -> registry.gauge(one, value));
  }

  private void make(Series one, Consumer<BoundRegistry> meter) {
    if (series.putIfAbsent(one, meter) == null) {
      registries.forEach(meter);
    }
  }

  /**
   * Counts one.
   *
   * @param meter what it is
   * @param values the values of its tags
   */
  public synchronized void count(DocumentedMeter meter, String... values) {
    Series one = prepared(new Series(meter, List.of(values)));
    registries.forEach(registry -> registry.counter(one).increment());
  }

  /**
   * Records a time.
   *
   * @param meter what took it
   * @param time how long; one below zero is recorded as zero
   * @param values the values of its tags
   */
  public synchronized void record(DocumentedMeter meter, Duration time, String... values) {
    Series one = prepared(new Series(meter, List.of(values)));
    Duration recorded = time.isNegative() ? Duration.ZERO : time;
    registries.forEach(registry -> registry.record(one, recorded));
  }

  /**
   * Removes a meter from all registries.
   *
   * @param meter what it measured; one that is not there is passed over
   * @param values the values of its tags
   */
  public synchronized void remove(DocumentedMeter meter, String... values) {
    Series one = new Series(meter, List.of(values));
    if (series.remove(one) != null) {
      registries.forEach(registry -> registry.remove(one));
    }
  }

  /** Removes all meters from the registries, and leaves those alone from then on. */
  public synchronized void removeAll() {
    registries.forEach(BoundRegistry::removeAll);
    registries.clear();
    series.clear();
  }
}
