package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An instance that gives prepared answers, and its meters in a registry. */
final class MeteredInstance implements AutoCloseable {
  final Answers flux = new Answers();
  final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MockClock());
  FluxInstanceMetrics metrics = make(flux, settings -> settings);

  /** Meters it with other than the default settings. */
  void meter(UnaryOperator<FluxInstanceMetricsBuilder> settings) {
    meter(flux, settings);
  }

  /** Meters it, asked in another way. */
  void meter(Rpc rpc, UnaryOperator<FluxInstanceMetricsBuilder> settings) {
    metrics.close();
    metrics = make(rpc, settings);
  }

  private static FluxInstanceMetrics make(
      Rpc rpc, UnaryOperator<FluxInstanceMetricsBuilder> settings) {
    return settings.apply(new FluxInstanceMetricsBuilder(rpc).interval(Duration.ofDays(1))).build();
  }

  /** Binds, which starts the first poll, and waits for it. */
  void polled() {
    metrics.bindTo(registry);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        registry.getMeters().stream()
                            .filter(meter -> meter.getId().getName().endsWith("flux.poll")))
                    .hasSize(InstancePolls.all().size()));
  }

  void poll() {
    metrics.poll().join();
  }

  double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  double sum(String name) {
    return registry.get(name).gauges().stream().mapToDouble(gauge -> gauge.value()).sum();
  }

  long polls(String rpc, String outcome) {
    return registry.get("flux.poll").tags("rpc", rpc, "outcome", outcome).timer().count();
  }

  Set<String> names() {
    return names(registry);
  }

  static Set<String> names(MeterRegistry registry) {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName())
        .collect(Collectors.toSet());
  }

  Map<Meter.Id, Object> identities() {
    return registry.getMeters().stream().collect(Collectors.toMap(Meter::getId, meter -> meter));
  }

  @Override
  public void close() {
    metrics.close();
  }
}
