package org.fluxjvm.it.prometheus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of our own that scrapes one target each second. */
final class PrometheusServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern ADDRESS =
      Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:[1-9]\\d*)");

  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  private PrometheusServer(Process process, Path log) {
    this.process = process;
    this.log = log;
    try {
      await().atMost(LIMIT).until(() -> said().contains("Server is ready"));
      Matcher listening = ADDRESS.matcher(said());
      if (!listening.find()) {
        throw new IllegalStateException("Prometheus does not say where it listens:\n" + said());
      }
      this.address = URI.create("http://" + listening.group(1));
    } catch (RuntimeException e) {
      process.destroyForcibly();
      client.close();
      throw e;
    }
  }

  /** Skips a test, with one loud line, where there is none. */
  static void assumePresent() {
    boolean present =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    if (!present) {
      System.err.println(
          "SKIPPED: prometheus is not on the PATH; dashboard and alerts were not tried on a real"
              + " one");
    }
    assumeTrue(present, "prometheus is not on the PATH");
  }

  /** Starts one in a directory, for {@code HOST:PORT}, as the job that the alerts want. */
  static PrometheusServer start(Path directory, String target) throws IOException {
    Path log = directory.resolve("prometheus.log");
    Path configuration =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: flux-scheduler
                static_configs: [{ targets: ["%s"] }]
            """
                .formatted(target));
    return new PrometheusServer(
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start(),
        log);
  }

  /** The series that an expression gives now. */
  JsonNode query(String expression) {
    return get("/api/v1/query?query=" + encoded(expression));
  }

  /** The series of a time, with a value for each step. */
  JsonNode queryRange(String expression, Instant start, Instant end, Duration step) {
    return get(
        "/api/v1/query_range?query=%s&start=%s&end=%s&step=%ds"
            .formatted(encoded(expression), start, end, step.toSeconds()));
  }

  private JsonNode get(String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(pathAndQuery)).timeout(LIMIT).build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalArgumentException(pathAndQuery + ": " + response.body());
      }
      return JsonMapper.shared().readTree(response.body()).at("/data/result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, at once if it does not end by itself. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
