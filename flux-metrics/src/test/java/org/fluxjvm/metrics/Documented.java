package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a binder has registered with what its enum says. */
final class Documented {
  private Documented() {}

  static void checkAll(MeterRegistry registry, DocumentedMeter... meters) {
    Set<String> registered =
        all(registry).stream().map(meter -> meter.getId().getName()).collect(Collectors.toSet());
    assertThat(registered)
        .isEqualTo(Arrays.stream(meters).map(DocumentedMeter::getName).collect(Collectors.toSet()));
    checkEach(registry, List.of(meters));
  }

  /** All that is registered is as it is documented; not all need be registered. */
  static void checkEach(MeterRegistry registry, List<? extends DocumentedMeter> meters) {
    assertThat(all(registry)).isNotEmpty();
    for (Meter meter : all(registry)) {
      check(
          meter,
          meters.stream()
              .filter(candidate -> candidate.getName().equals(meter.getId().getName()))
              .findFirst()
              .orElseThrow());
    }
  }

  /** A registry without histograms shows the buckets of a timer as gauges. */
  private static List<Meter> all(MeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> !meter.getId().getName().endsWith(".histogram"))
        .toList();
  }

  static void check(Meter meter, DocumentedMeter documented) {
    assertThat(meter.getId().getDescription()).isEqualTo(documented.description());
    assertThat(meter.getId().getType()).isEqualTo(documented.getType());
    assertThat(meter.getId().getTags())
        .as(documented.getName())
        .allMatch(
            tag ->
                documented.tags().stream()
                    .anyMatch(t -> t.key().equals(tag.getKey()) && t.allows(tag.getValue())))
        .hasSameSizeAs(documented.tags());
  }
}
