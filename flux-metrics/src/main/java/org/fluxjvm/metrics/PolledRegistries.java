package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Shows what the polls have found in all registries that are bound. One call at a time. */
final class PolledRegistries {
  private static final Series UP = new Series(InstanceMeter.UP, List.of());

  private final MeterSettings settings;
  private final List<PolledGroup> groups;
  private final BooleanSupplier up;
  private final List<BoundRegistry> registries = new ArrayList<>();

  PolledRegistries(MeterSettings settings, List<PolledGroup> groups, BooleanSupplier up) {
    this.settings = settings;
    this.groups = groups;
    this.up = up;
  }

  /** Adds a registry, which gets what is known already, unless it is there. */
  void bind(MeterRegistry registry) {
    if (registries.stream().anyMatch(bound -> bound.isIn(registry))) {
      return;
    }
    registries.add(
        BoundRegistry.bind(
            registry,
            settings,
            bound -> {
              bound.gauge(UP, () -> up.getAsBoolean() ? 1 : 0);
              groups.forEach(bound::sync);
            }));
  }

  /** Shows what a poll has found, and what it took. */
  void show(PolledGroup group, PollOutcome outcome, Duration took) {
    Series poll = new Series(InstanceMeter.POLL, List.of(group.topic(), outcome.tag()));
    for (BoundRegistry registry : registries) {
      registry.sync(group);
      registry.record(poll, took);
    }
  }

  void removeAll() {
    registries.forEach(BoundRegistry::removeAll);
    registries.clear();
  }
}
