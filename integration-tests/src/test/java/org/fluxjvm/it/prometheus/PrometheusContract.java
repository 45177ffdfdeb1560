package org.fluxjvm.it.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.metrics.Promtool;
import org.fluxjvm.scheduler.monitoring.Alert;
import org.fluxjvm.scheduler.monitoring.Dashboard;
import org.fluxjvm.scheduler.monitoring.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators look at shows something while a program runs. */
@Timeout(180) // a process of its own, which may take a while to start
abstract class PrometheusContract {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final List<Alert> ALERTS = Alert.readAll();

  @TempDir Path directory = Path.of("");

  /** The instance of the program. */
  abstract String flux();

  /** What has no series here, and why: parts of expressions. */
  abstract Map<String, String> absent();

  @Test
  void panels_and_alerts_have_series_and_the_scrape_is_clean() throws Exception {
    PrometheusServer.assumePresent();
    Set<String> queries =
        Stream.concat(
                Dashboard.read().expressions().stream().map(e -> e.over("20s").text()),
                ALERTS.stream()
                    .flatMap(alert -> alert.expression().selectors().stream())
                    .map(Selector::toString))
            .collect(Collectors.toCollection(TreeSet::new));

    try (WatchedProgram program = WatchedProgram.start(directory, flux())) {
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(queries).filteredOn(this::isExpected).allMatch(program::shows));

      assertThat(queries).filteredOn(Predicate.not(this::isExpected)).noneMatch(program::shows);
      assertThat(absent().keySet())
          .as("what is said to be absent")
          .allMatch(part -> queries.stream().anyMatch(query -> query.contains(part)));
      // An expression that joins what cannot be joined fails only when it is asked.
      ALERTS.forEach(alert -> program.prometheus().query(alert.expression().text()));
      assertThat(critical()).noneMatch(program::shows);
      Promtool.check(scrape(program), directory);
    }
  }

  /** What should be silent while all is well; how full the disk is, is not the program's doing. */
  private static List<String> critical() {
    return ALERTS.stream()
        .filter(alert -> "critical".equals(alert.labels().get("severity")))
        .filter(alert -> !alert.name().equals("FluxContentDiskLow"))
        .map(alert -> alert.expression().text())
        .toList();
  }

  private boolean isExpected(String query) {
    return absent().keySet().stream().noneMatch(query::contains);
  }

  private static String scrape(WatchedProgram program) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(program.metrics()).timeout(LIMIT).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
