package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The meters of one binder in one registry: it knows them, so that they can be removed again.
 *
 * <p>Not safe for several threads at once.
 */
final class BoundRegistry {
  private final MeterRegistry registry;
  private final String prefix;
  private final Tags extraTags;
  private final Map<PolledGroup, Map<Series, Meter>> polled = new HashMap<>();
  private final Map<Series, Meter> others = new HashMap<>();

  BoundRegistry(MeterRegistry registry, String prefix, Tags extraTags) {
    this.registry = registry;
    this.prefix = prefix;
    this.extraTags = extraTags;
  }

  void gauge(Series series, Supplier<Number> value) {
    others.computeIfAbsent(series, key -> register(key, value));
  }

  /** A gauge of a time in seconds, or a counter of seconds that something else adds up. */
  void seconds(Series series, Supplier<Number> value) {
    others.computeIfAbsent(
        series,
        key ->
            key.meter().getType() == Meter.Type.COUNTER
                ? functionCounter(key, value)
                : TimeGauge.builder(name(key), value, TimeUnit.SECONDS)
                    .description(key.meter().description())
                    .tags(tags(key))
                    .register(registry));
  }

  /** A counter holds on to its function, and not to what that is given. */
  private Meter functionCounter(Series series, Supplier<Number> value) {
    return FunctionCounter.builder(name(series), this, self -> value.get().doubleValue())
        .description(series.meter().description())
        .baseUnit(series.meter().getBaseUnit())
        .tags(tags(series))
        .register(registry);
  }

  void record(Series series, Duration duration) {
    timer(series).record(duration);
  }

  Timer timer(Series series) {
    return (Timer) others.computeIfAbsent(series, this::registerTimer);
  }

  private Timer registerTimer(Series series) {
    DocumentedMeter meter = series.meter();
    return Timer.builder(name(series))
        .description(meter.description())
        .tags(tags(series))
        .serviceLevelObjectives(meter.buckets().toArray(Duration[]::new))
        .register(registry);
  }

  Counter counter(Series series) {
    return (Counter) others.computeIfAbsent(series, this::registerCounter);
  }

  private Counter registerCounter(Series series) {
    DocumentedMeter meter = series.meter();
    return Counter.builder(name(series))
        .description(meter.description())
        .baseUnit(meter.getBaseUnit())
        .tags(tags(series))
        .register(registry);
  }

  void remove(Series series) {
    Meter gone = others.remove(series);
    if (gone != null) {
      registry.remove(gone);
    }
  }

  private String name(Series series) {
    return prefix + series.meter().getName();
  }

  /** Makes the group's meters those that it has values for. What stays is not touched. */
  void sync(PolledGroup group) {
    Map<Series, Meter> meters = polled.computeIfAbsent(group, key -> new HashMap<>());
    Set<Series> wanted = group.values().keySet();
    meters
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.contains(entry.getKey());
              if (gone) {
                registry.remove(entry.getValue());
              }
              return gone;
            });
    for (Series series : wanted) {
      meters.computeIfAbsent(series, key -> register(key, group));
    }
  }

  private Meter register(Series series, PolledGroup group) {
    DocumentedMeter meter = series.meter();
    if (meter.getType() == Meter.Type.COUNTER) {
      return FunctionCounter.builder(name(series), group, g -> g.value(series))
          .description(meter.description())
          .baseUnit(meter.getBaseUnit())
          .tags(tags(series))
          .register(registry);
    }
    return register(series, () -> group.value(series));
  }

  /** A gauge that is given a supplier holds on to it. */
  private Meter register(Series series, Supplier<Number> value) {
    DocumentedMeter meter = series.meter();
    return Gauge.builder(name(series), value)
        .description(meter.description())
        .baseUnit(meter.getBaseUnit())
        .tags(tags(series))
        .register(registry);
  }

  /** The meter's own tags win, or one name could have two sets of keys. */
  private Tags tags(Series series) {
    return extraTags.and(series.tags());
  }

  void removeAll() {
    others.values().forEach(registry::remove);
    polled.values().forEach(meters -> meters.values().forEach(registry::remove));
  }
}
