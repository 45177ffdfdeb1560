package org.fluxjvm.it.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.junit.EnabledIfFlux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.fluxjvm.metrics.HostPort;
import org.fluxjvm.metrics.InstanceMeter;
import org.fluxjvm.metrics.MetricsServer;
import org.fluxjvm.metrics.PrometheusHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@EnabledIfFlux
class InstanceMetricsTest {
  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final FluxInstance instance;
  private final Flux flux;
  private final FluxInstanceMetrics metrics;
  private final MetricsServer server;

  InstanceMetricsTest() throws IOException {
    instance = FluxInstance.start(1);
    flux = instance.open();
    metrics =
        FluxInstanceMetrics.builder(flux)
            .interval(Duration.ofMillis(100))
            .limit(Duration.ofSeconds(2))
            .build();
    server =
        MetricsServer.builder()
            .address(new HostPort("127.0.0.1", 0))
            .handle("/metrics", new PrometheusHandler(registry))
            .start();
  }

  @BeforeEach
  void bind() {
    metrics.bindTo(registry);
    await().until(() -> registry.find("flux.content.size").gauge() != null);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    metrics.close();
    flux.close();
    instance.close();
  }

  @Test
  void every_documented_meter_has_a_value() {
    await()
        .untilAsserted(
            () ->
                assertThat(registry.getMeters().stream().map(m -> m.getId().getName()))
                    .containsAll(
                        Arrays.stream(InstanceMeter.values())
                            .map(InstanceMeter::getName)
                            .toList()));
    assertThat(registry.get("flux.poll").timers())
        .extracting(timer -> timer.getId().getTag("outcome"))
        .containsOnly("success");
    assertThat(registry.getMeters().stream().map(Meter::getId))
        .allSatisfy(
            id ->
                assertThat(documented(id.getName()).tags())
                    .allMatch(tag -> tag.allows(String.valueOf(id.getTag(tag.key())))));
    assertThat(value("flux.resource.nodes", "state", "all")).isEqualTo(1);
    assertThat(value("flux.resource.cores", "state", "all")).isPositive();
    assertThat(value("flux.queue.started", "queue", "anonymous")).isEqualTo(1);
  }

  @Test
  void a_job_is_seen_in_jobs_and_in_cores_and_then_in_results() {
    JobId job = flux.jobs().submit(JobspecV1.fromCommand(List.of("sleep", "60")).build());
    await()
        .untilAsserted(
            () -> {
              assertThat(value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(1);
              assertThat(value("flux.resource.cores", "state", "allocated")).isEqualTo(1);
            });

    flux.jobs().kill(job);

    await()
        .untilAsserted(
            () -> {
              assertThat(value("flux.jobs.retained", "queue", "anonymous", "result", "failed"))
                  .isEqualTo(1);
              assertThat(value("flux.resource.cores", "state", "allocated")).isZero();
            });
    assertThat(registry.get("flux.job.manager.journal.events").functionCounter().count())
        .isGreaterThan(5);
  }

  @Test
  void a_queue_that_is_stopped_says_so() {
    flux.rpc(
        "job-manager.queue-start",
        Map.of("start", false, "reason", "a test", "all", false, "nocheckpoint", true));

    await()
        .untilAsserted(
            () -> assertThat(value("flux.queue.started", "queue", "anonymous")).isZero());
    assertThat(value("flux.queue.enabled", "queue", "anonymous")).isEqualTo(1);
  }

  @Test
  void a_scrape_of_a_dead_flux_is_quick_and_says_that_it_is_down() throws Exception {
    assertThat(scrape()).contains("flux_up 1.0");

    instance.kill();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(scrape()).contains("flux_up 0.0"));
    long start = System.nanoTime();
    String text = scrape();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(text).doesNotContain("flux_jobs{", "flux_resource_cores{");
    long closing = System.nanoTime();
    metrics.close();
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(2));
    assertThat(registry.getMeters()).isEmpty();
  }

  private static InstanceMeter documented(String name) {
    return Arrays.stream(InstanceMeter.values())
        .filter(meter -> meter.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private String scrape() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/metrics")).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
