package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The brokers of an instance, each below the one before. */
@Timeout(180) // four brokers to start
@EnabledIfFlux
class OverlayMetricsTest {
  private final FluxInstance instance =
      FluxInstance.builder().size(4).attribute("tbon.topo", "kary:1").start();
  private final Flux flux = instance.open();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final FluxInstanceMetrics metrics =
      FluxInstanceMetrics.builder(flux).interval(Duration.ofMillis(200)).build();

  @BeforeEach
  void bind() {
    metrics.bindTo(registry);
  }

  @AfterEach
  void close() {
    metrics.close();
    flux.close();
    instance.close();
  }

  @Test
  void a_broker_lost_in_the_midst_is_counted_with_what_is_below_it() throws Exception {
    await().atMost(Counts.LIMIT).untilAsserted(() -> assertThat(brokers("full")).isEqualTo(4));

    flux.rpcAsync("overlay.disconnect-subtree", Map.of("rank", 2), 1).get(20, TimeUnit.SECONDS);

    await().atMost(Counts.LIMIT).untilAsserted(() -> assertThat(brokers("lost")).isEqualTo(2));
    assertThat(brokers("degraded")).isEqualTo(2);
    assertThat(brokers("full")).isZero();
    assertThat(registry.get("flux.up").gauge().value()).isEqualTo(1);
  }

  private double brokers(String status) {
    return registry.find("flux.overlay.brokers").tag("status", status).gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }
}
