package org.fluxjvm.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopMeter;
import io.micrometer.core.instrument.noop.NoopTimer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The meters of one binder in one registry: it knows them, so that they can be removed again.
 *
 * <p>Not safe for several threads at once.
 */
final class BoundRegistry {
  private final Claims claims;
  private final MeterSettings settings;
  private final Map<PolledGroup, Map<Series, Meter>> polled = new HashMap<>();
  private final Map<Series, Meter> others = new HashMap<>();

  private BoundRegistry(MeterRegistry registry, MeterSettings settings) {
    this.claims = new Claims(registry);
    this.settings = settings;
  }

  /**
   * Registers the first meters of a binder. When that fails, nothing of them is left.
   *
   * @throws IllegalStateException if somebody else has registered one of them
   */
  static BoundRegistry bind(
      MeterRegistry registry, MeterSettings settings, Consumer<BoundRegistry> first) {
    BoundRegistry bound = new BoundRegistry(registry, settings);
    try {
      first.accept(bound);
    } catch (RuntimeException | Error e) {
      bound.removeAll();
      throw e;
    }
    bound.claims.settle();
    return bound;
  }

  boolean isIn(MeterRegistry registry) {
    return claims.isIn(registry);
  }

  void gauge(Series series, Supplier<Number> value) {
    others.computeIfAbsent(series, key -> registerGauge(key, value));
  }

  /** A gauge of a time in seconds, or a counter of seconds that something else adds up. */
  void seconds(Series series, Supplier<Number> value) {
    others.computeIfAbsent(
        series,
        key ->
            key.meter().getType() == Meter.Type.COUNTER
                ? registerCounter(key, value)
                : registerTime(key, value));
  }

  void record(Series series, Duration duration) {
    timer(series).record(duration);
  }

  Timer timer(Series series) {
    return (Timer) others.computeIfAbsent(series, this::registerTimer);
  }

  Counter counter(Series series) {
    return (Counter) others.computeIfAbsent(series, this::registerCounter);
  }

  void remove(Series series) {
    Meter gone = others.remove(series);
    if (gone != null) {
      claims.release(gone);
    }
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
                claims.release(entry.getValue());
              }
              return gone;
            });
    for (Series series : wanted) {
      meters.computeIfAbsent(series, key -> registerPolled(key, group));
    }
  }

  private Meter registerPolled(Series series, PolledGroup group) {
    return series.meter().getType() == Meter.Type.COUNTER
        ? registerCounter(series, new LastKnown(group, series))
        : registerGauge(series, () -> group.value(series));
  }

  private Timer registerTimer(Series series) {
    return claims.claim(
        id(series),
        registry ->
            Timer.builder(settings.name(series.meter()))
                .description(series.meter().description())
                .tags(settings.tags(series))
                .serviceLevelObjectives(series.meter().buckets().toArray(Duration[]::new))
                .register(registry),
        NoopTimer::new);
  }

  private Counter registerCounter(Series series) {
    return claims.claim(
        id(series),
        registry ->
            Counter.builder(settings.name(series.meter()))
                .description(series.meter().description())
                .baseUnit(series.meter().getBaseUnit())
                .tags(settings.tags(series))
                .register(registry),
        NoopCounter::new);
  }

  /** A counter holds on to its function, and not to what that is given. */
  private Meter registerCounter(Series series, Supplier<Number> value) {
    return register(
        series,
        registry ->
            FunctionCounter.builder(
                    settings.name(series.meter()), this, self -> value.get().doubleValue())
                .description(series.meter().description())
                .baseUnit(series.meter().getBaseUnit())
                .tags(settings.tags(series))
                .register(registry));
  }

  /** A gauge that is given a supplier holds on to it. */
  private Meter registerGauge(Series series, Supplier<Number> value) {
    return register(
        series,
        registry ->
            Gauge.builder(settings.name(series.meter()), value)
                .description(series.meter().description())
                .baseUnit(series.meter().getBaseUnit())
                .tags(settings.tags(series))
                .register(registry));
  }

  private Meter registerTime(Series series, Supplier<Number> value) {
    return register(
        series,
        registry ->
            TimeGauge.builder(settings.name(series.meter()), value, TimeUnit.SECONDS)
                .description(series.meter().description())
                .tags(settings.tags(series))
                .register(registry));
  }

  private Meter register(Series series, Function<MeterRegistry, Meter> registration) {
    return claims.claim(id(series), registration, NoopMeter::new);
  }

  private Meter.Id id(Series series) {
    DocumentedMeter meter = series.meter();
    return new Meter.Id(
        settings.name(meter),
        settings.tags(series),
        meter.getBaseUnit(),
        meter.description(),
        meter.getType());
  }

  void removeAll() {
    others.values().forEach(claims::release);
    polled.values().forEach(meters -> meters.values().forEach(claims::release));
  }
}
