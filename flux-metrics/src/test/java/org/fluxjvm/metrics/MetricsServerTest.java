package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MetricsServerTest {
  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private List<ReadinessCondition> conditions = List.of();
  private MetricsServer server = serve(settings -> settings);

  @AfterEach
  void close() {
    server.close();
    registry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | text/plain; version=0.0.4",
        "*/* | text/plain; version=0.0.4",
        "text/plain;version=0.0.4;q=0.5 | text/plain; version=0.0.4",
        "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 |"
            + " application/openmetrics-text; version=1.0.0",
        "text/plain;q=0.5, Application/OpenMetrics-Text ; version=0.0.1;q=0.75 |"
            + " application/openmetrics-text; version=1.0.0",
        "application/openmetrics-text;q=0, */* | text/plain; version=0.0.4",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily | text/plain;"
            + " version=0.0.4",
        ",,;;q=x | text/plain; version=0.0.4",
      })
  void the_format_is_what_the_client_accepts(@Nullable String accept, String type)
      throws Exception {
    registry.counter("beans").increment();

    Http.Response response =
        accept == null
            ? Http.get(server.uri("/metrics"))
            : Http.get(server.uri("/metrics"), "Accept", accept);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).startsWith(type);
    assertThat(response.body()).contains("beans_total 1.0");
    assertThat(response.body().contains("# EOF")).isEqualTo(type.startsWith("application"));
  }

  @Test
  void head_says_how_long_the_page_is() throws Exception {
    registry.counter("beans").increment();

    Http.Response response = Http.send("HEAD", server.uri("/metrics"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(Integer.parseInt(response.header("Content-Length"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE2"})
  void other_methods_are_refused(String method) throws Exception {
    Http.Response response = Http.send(method, server.uri("/metrics"));

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics/x", "/metricsx", "/health", "/health/", "/health/live/x"})
  void there_is_nothing_elsewhere(String path) throws Exception {
    assertThat(Http.get(server.uri(path)).status()).isEqualTo(404);
  }

  @Test
  void a_program_that_answers_is_alive_even_when_it_is_not_ready() throws Exception {
    conditions =
        List.of(
            new ReadinessCondition("scheduler", true, "started"),
            new ReadinessCondition("flux", false, "no\nbroker"));

    Http.Response ready = Http.get(server.uri("/health/ready"));

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body())
        .isEqualTo("not ready\nok    scheduler: started\nwrong flux: no broker\n");
    assertThat(Http.get(server.uri("/health/live")).status()).isEqualTo(200);
    conditions = List.of();
    assertThat(Http.get(server.uri("/health/ready")).status()).isEqualTo(200);
  }

  @Test
  void a_program_that_has_to_be_started_again_is_not_alive() throws Exception {
    server.close();
    server =
        serve(
            settings ->
                settings.handle("/own", new HealthHandler(() -> conditions, () -> List.of())));
    conditions = List.of(new ReadinessCondition("scheduler", false, "is shut down"));

    Http.Response live = Http.get(server.uri("/own/live"));

    assertThat(live.status()).isEqualTo(503);
    assertThat(live.body()).isEqualTo("not alive\nwrong scheduler: is shut down\n");
    assertThat(Http.get(server.uri("/own/ready")).status()).isEqualTo(200);
  }

  @Test
  void a_page_that_fails_says_so_and_the_next_one_is_served() throws Exception {
    server.close();
    server =
        serve(
            settings ->
                settings.handle(
                    "/broken",
                    new HealthHandler(
                        () -> {
                          throw new IllegalStateException("broken on purpose by a test");
                        })));

    assertThat(Http.get(server.uri("/broken/ready")).status()).isEqualTo(500);
    assertThat(Http.get(server.uri("/health/live")).status()).isEqualTo(200);
  }

  @Test
  void a_request_with_a_body_is_refused_without_reading_it() throws Exception {
    try (Socket socket = Http.connect(server.uri("/"))) {
      Http.write(
          socket, "GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc");
      assertThat(status(socket)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void an_endless_uri_is_refused() throws Exception {
    assertThat(Http.get(server.uri("/metrics?" + "x".repeat(3000))).status()).isEqualTo(414);
  }

  @Test
  void a_client_that_does_not_finish_its_request_is_cut_off() throws Exception {
    server.close();
    server = serve(settings -> settings.requestLimit(Duration.ofMillis(200)).requestsAtOnce(1));
    try (Socket slow = Http.connect(server.uri("/"))) {
      Http.write(slow, "GET /metrics HTT");
      assertThat(endOf(slow)).isTrue();
    }
    // The client sees the end a moment before its place is free.
    await()
        .ignoreException(SocketException.class)
        .until(() -> Http.get(server.uri("/health/live")).status() == 200);
  }

  @Test
  void a_client_that_never_reads_its_response_is_cut_off() throws Exception {
    server.close();
    byte[] page = new byte[64 << 20]; // more than all buffers between here and there
    CountDownLatch cut = new CountDownLatch(1);
    HttpHandler endless =
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          try (var body = exchange.getResponseBody()) {
            body.write(page);
          } finally {
            cut.countDown();
          }
        };
    server =
        serve(
            settings ->
                settings
                    .requestLimit(Duration.ofMillis(200))
                    .requestsAtOnce(1)
                    .handle("/endless", endless));
    try (Socket deaf = Http.connect(server.uri("/"))) {
      Http.write(deaf, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");

      cut.await();
      await()
          .ignoreException(SocketException.class)
          .until(() -> Http.get(server.uri("/health/live")).status() == 200);
      assertThat(deaf.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void more_requests_than_allowed_at_once_are_cut_off_and_the_others_served() throws Exception {
    server.close();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    HttpHandler slow =
        exchange -> {
          entered.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          exchange.sendResponseHeaders(204, -1);
        };
    server = serve(settings -> settings.requestsAtOnce(1).handle("/slow", slow));
    try (Socket first = Http.connect(server.uri("/"));
        Socket second = Http.connect(server.uri("/"))) {
      Http.write(first, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
      entered.await();
      Http.write(second, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(endOf(second)).isTrue();
      released.countDown();
      assertThat(status(first)).isEqualTo("HTTP/1.1 204");
    }
  }

  @Test
  void a_port_that_is_taken_is_named() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> MetricsServer.builder().address(server.address()).start())
        .withMessageContaining(server.address().toString())
        .withMessageContaining("choose another port");
  }

  @Test
  void a_host_that_is_not_known_is_named() {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> MetricsServer.builder().address(new HostPort("no.invalid", 0)).start())
        .withMessageContaining("no.invalid:0");
  }

  @Test
  void it_listens_on_loopback_and_a_free_port() {
    assertThat(HostPort.DEFAULT).hasToString("127.0.0.1:9464");
    assertThat(server.address().port()).isPositive();
    assertThat(server.uri("/metrics")).hasHost("127.0.0.1").hasPath("/metrics");
  }

  @Test
  void a_closed_server_does_not_listen() {
    server.close();
    server.close();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Http.connect(server.uri("/")).close());
  }

  private MetricsServer serve(UnaryOperator<MetricsServer.Builder> settings) {
    try {
      return settings
          .apply(
              MetricsServer.builder()
                  .address(new HostPort("127.0.0.1", 0))
                  .handle("/metrics", new PrometheusHandler(registry))
                  .handle("/health", new HealthHandler(() -> conditions)))
          .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
