package org.fluxjvm.it.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxjvm.it.cli.Program;

/** The program with a schedule in which everything happens, and a Prometheus that scrapes it. */
final class WatchedProgram implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern METRICS = Pattern.compile("metrics at (http://\\S+)");
  private static final String SCHEDULE =
      """
      jobs:
        - name: quick
          every: 1s
          command: ["true"]
        - name: next
          after: { job: quick }
          command: ["true"]
        - name: broken
          every: 3s
          expect: failed
          retry: { tries: 2, backoff: 1s }
          command: [sh, -c, "exit 3"]
        - name: overlong
          every: 3s
          expect: failed
          duration: 1s
          command: [sleep, "100"]
        - name: long
          every: 1h
          command: [sleep, "1000"]
        - name: nowhere
          every: 3s
          expect: failed
          constraints: host:nowhere
          command: ["true"]
      """;

  private final Program program;
  private final URI metrics;
  private final PrometheusServer prometheus;

  private WatchedProgram(Program program, URI metrics, PrometheusServer prometheus) {
    this.program = program;
    this.metrics = metrics;
    this.prometheus = prometheus;
  }

  /** Starts both; {@code flux} is the instance's URI. */
  static WatchedProgram start(Path directory, String flux) throws IOException {
    Files.writeString(directory.resolve("schedule.yaml"), SCHEDULE);
    Program program =
        Program.scheduler(
            directory,
            "program",
            List.of("run", "schedule.yaml", "--flux", flux, "--http", "127.0.0.1:0"),
            Map.of());
    try {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(program.written()).as(program::errors).containsPattern(METRICS));
      Matcher url = METRICS.matcher(program.written());
      URI metrics = url.find() ? URI.create(url.group(1)) : URI.create("");
      String target = metrics.getHost() + ":" + metrics.getPort();
      return new WatchedProgram(program, metrics, PrometheusServer.start(directory, target));
    } catch (RuntimeException | IOException e) {
      program.close();
      throw e;
    }
  }

  /** Where the program shows its metrics. */
  URI metrics() {
    return metrics;
  }

  PrometheusServer prometheus() {
    return prometheus;
  }

  /** Whether an expression has a series with a number for a value now. */
  boolean shows(String expression) {
    return prometheus
        .query(expression)
        .valueStream()
        .anyMatch(series -> !series.at("/value/1").stringValue("NaN").equals("NaN"));
  }

  @Override
  public void close() {
    prometheus.close();
    program.close();
  }
}
