package org.fluxjvm.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
  private final Set<Meter> others = new HashSet<>();

  BoundRegistry(MeterRegistry registry, String prefix, Tags extraTags) {
    this.registry = registry;
    this.prefix = prefix;
    this.extraTags = extraTags;
  }

  void gauge(Series series, Supplier<Number> value) {
    others.add(register(series, value));
  }

  void record(Series series, Duration duration) {
    DocumentedMeter meter = series.meter();
    Timer timer =
        Timer.builder(prefix + meter.getName())
            .description(meter.description())
            .tags(tags(series))
            .register(registry);
    others.add(timer);
    timer.record(duration);
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
      return FunctionCounter.builder(prefix + meter.getName(), group, g -> g.value(series))
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
    return Gauge.builder(prefix + meter.getName(), value)
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
    others.forEach(registry::remove);
    polled.values().forEach(meters -> meters.values().forEach(registry::remove));
  }
}
