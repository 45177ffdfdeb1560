package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PrometheusScrapeTest {
  private final Answers flux = new Answers();
  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final FluxInstanceMetrics metrics =
      new FluxInstanceMetricsBuilder(flux).interval(Duration.ofMillis(10)).build();
  private MetricsServer server = start();

  @BeforeEach
  void poll() {
    registry.throwExceptionOnRegistrationFailure();
    metrics.bindTo(registry);
    await().until(() -> registry.find("flux.content.size").gauge() != null);
    await().until(() -> registry.find("flux.resource.gpus").gauge() != null);
  }

  @AfterEach
  void close() {
    metrics.close();
    server.close();
  }

  @Test
  void promtool_finds_nothing_to_say(@TempDir Path scratch) throws Exception {
    Promtool.check(scrape(), scratch);
    assumeTrue(Promtool.isPresent(), "promtool is not on the PATH");
  }

  @Test
  void names_and_units_are_those_of_prometheus() throws Exception {
    assertThat(scrape())
        .contains(
            "flux_up 1.0",
            "flux_jobs{queue=\"batch\",state=\"run\"} 1.0",
            "flux_jobs_retained{queue=\"batch\",result=\"failed\"} 2.0",
            "flux_resource_cores{state=\"all\"} 16.0",
            "flux_job_manager_jobs{state=\"active\"} 3.0",
            "flux_job_manager_journal_events_total 92.0",
            "flux_content_size_bytes 122880.0",
            "flux_poll_seconds_count{outcome=\"success\",rpc=\"resource.status\"}");
  }

  @Test
  void no_row_is_missing_while_polls_and_scrapes_cross() throws Exception {
    try (var clients = Executors.newFixedThreadPool(4)) {
      List<Callable<String>> scrapes =
          IntStream.range(0, 400).<Callable<String>>mapToObj(i -> this::scrape).toList();
      for (Future<String> scrape : clients.invokeAll(scrapes)) {
        assertThat(scrape.get())
            .contains(
                "flux_jobs{queue=\"batch\",state=\"run\"}", "flux_resource_cores{state=\"free\"}");
      }
    }
  }

  @Test
  void a_scrape_asks_flux_nothing_and_is_quick_when_flux_is_dead() throws Exception {
    flux.fallSilent();
    await()
        .until(
            () -> {
              int asked = flux.asked();
              await().pollDelay(Duration.ofMillis(50)).until(() -> true);
              return flux.asked() == asked;
            });
    int asked = flux.asked();

    long start = System.nanoTime();
    String text = scrape();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(text).contains("flux_up");
    assertThat(flux.asked()).isEqualTo(asked);
  }

  @Test
  void counts_carry_no_exemplar_which_old_prometheus_cannot_read() {
    PrometheusMeterRegistry traced =
        new PrometheusMeterRegistry(
            FluxPrometheusRegistry.withoutExemplarsOnCounts(PrometheusConfig.DEFAULT),
            new PrometheusRegistry(),
            Clock.SYSTEM,
            new OneSpan());
    Timer.builder("wait")
        .publishPercentileHistogram()
        .register(traced)
        .record(Duration.ofMillis(3));

    List<String> lines =
        traced
            .scrape("application/openmetrics-text")
            .lines()
            .filter(l -> l.contains("trace_id"))
            .toList();

    assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("wait_seconds_bucket"));
  }

  private String scrape() throws Exception {
    return Http.get(server.uri("/metrics")).body();
  }

  private MetricsServer start() {
    try {
      return MetricsServer.builder()
          .address(new HostPort("127.0.0.1", 0))
          .handle("/metrics", new PrometheusHandler(registry))
          .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class OneSpan implements SpanContext {
    @Override
    public String getCurrentTraceId() {
      return "4bf92f3577b34da6a3ce929d0e0e4736";
    }

    @Override
    public String getCurrentSpanId() {
      return "00f067aa0ba902b7";
    }

    @Override
    public boolean isCurrentSpanSampled() {
      return true;
    }

    @Override
    public void markCurrentSpanAsExemplar() {}
  }
}
