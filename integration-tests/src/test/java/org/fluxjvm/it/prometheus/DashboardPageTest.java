package org.fluxjvm.it.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.it.docs.Snippets;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;
import org.fluxjvm.scheduler.monitoring.Dashboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows the dashboard's panels, and the tool that makes it. */
class DashboardPageTest {
  private static final Path PAGE = Snippets.root().resolve("flux-metrics/docs");
  private static final Duration SHOWN = Duration.ofMinutes(4);
  private static final Duration STEP = Duration.ofSeconds(4);

  @TempDir Path directory = Path.of("");

  @Test
  @DisabledIfSystemProperty(named = "docs.write", matches = "true") // it is written over then
  void the_page_has_a_picture_of_each_row_with_each_of_its_panels() throws Exception {
    String text = Files.readString(PAGE.resolve("README.md"));
    for (Dashboard.Row row : Dashboard.read().rows()) {
      assertThat(text).contains("## " + row.title(), "](" + file(row) + ")");
      String picture = Files.readString(PAGE.resolve(file(row)));
      assertThat(row.panels())
          .allSatisfy(panel -> assertThat(picture).contains(">" + panel.title() + "<"));
    }
  }

  @Test
  @Timeout(600)
  @FluxTest(value = InstanceKind.REAL, size = 2, cores = 4)
  @EnabledIfSystemProperty(named = "docs.write", matches = "true")
  void write(FluxInstance instance) throws Exception {
    PrometheusServer.assumePresent();
    try (WatchedProgram program = WatchedProgram.start(directory, instance.uri())) {
      Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(30);
      Instant end = start.plus(SHOWN);
      await().atMost(SHOWN.plusMinutes(1)).until(() -> Instant.now().isAfter(end));

      Files.createDirectories(PAGE);
      List<Dashboard.Row> rows = Dashboard.read().rows();
      for (Dashboard.Row row : rows) {
        List<Plot> plots =
            row.panels().stream()
                .map(panel -> new Plotter(program.prometheus(), start, end, STEP).plot(panel))
                .toList();
        Files.writeString(PAGE.resolve(file(row)), Sheet.svg(plots));
      }
      Files.writeString(PAGE.resolve("README.md"), text(rows));
    }
  }

  private static String text(List<Dashboard.Row> rows) {
    StringBuilder page =
        new StringBuilder(
            """
            # The dashboard, plotted

            These are the panels of the dashboard that `flux-scheduler metrics export DIR` copies out, with
            what Prometheus answered to their own expressions in a real run: the program on a Flux instance
            of two brokers with four cores each, a schedule of jobs that succeed, fail, run into their time
            limit, follow others and find no node, and a Prometheus that scraped it once a second, for
            %d minutes. It is not Grafana that has drawn them, but a test, which plots time series where
            Grafana would show a single number or a table:

            ```sh
            mvn -B -pl integration-tests -am verify -Dtest=DashboardPageTest -Ddocs.write=true \\
              -Dsurefire.failIfNoSpecifiedTests=false
            ```
            """
                .formatted(SHOWN.toMinutes()));
    for (Dashboard.Row row : rows) {
      page.append("\n## %s\n\n![%s](%s)\n".formatted(row.title(), row.title(), file(row)));
    }
    return page.toString();
  }

  private static String file(Dashboard.Row row) {
    return row.title().toLowerCase(Locale.ROOT).replace(' ', '-') + ".svg";
  }
}
