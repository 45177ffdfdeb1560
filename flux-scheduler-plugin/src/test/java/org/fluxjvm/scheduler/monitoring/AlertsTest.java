package org.fluxjvm.scheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fluxjvm.metrics.Promtool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AlertsTest {
  private static final Path CASES = Path.of("src/test/resources/org/fluxjvm/scheduler/monitoring");
  private static final KnownSeries KNOWN = new KnownSeries();
  private static final String RUNBOOK = Monitoring.text("RUNBOOK.md");
  static final List<Alert> ALERTS = Alert.readAll();

  @TempDir Path directory = Path.of("");

  @Test
  void no_two_alerts_have_one_name() {
    assertThat(ALERTS).extracting(Alert::name).doesNotHaveDuplicates().isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("ALERTS")
  void an_alert_says_how_bad_it_is_what_is_wrong_and_what_to_do(Alert alert) {
    assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
    assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
    assertThat(alert.annotations().values()).doesNotContain("");
    assertThat(alert.annotations().get("runbook_url"))
        .isEqualTo("RUNBOOK.md#" + alert.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @FieldSource("ALERTS")
  void an_alert_has_its_section_in_the_runbook(Alert alert) {
    String section =
        RUNBOOK.replaceFirst("(?s).*?\n## " + alert.name() + "\n(.*?)(\n## .*|$)", "$1");

    assertThat(section).isNotEqualTo(RUNBOOK).contains("**Means** ", "**Look** ", "**Do** ");
  }

  @Test
  void the_runbook_has_no_other_sections() {
    assertThat(RUNBOOK.lines().filter(line -> line.startsWith("## ")))
        .containsExactlyInAnyOrderElementsOf(
            ALERTS.stream().map(alert -> "## " + alert.name()).toList());
  }

  @ParameterizedTest
  @FieldSource("ALERTS")
  void an_alert_asks_for_documented_meters_and_for_rates_of_what_grows_only(Alert alert) {
    assertThat(alert.expression().selectors()).isNotEmpty();
    assertThat(alert.expression().selectors())
        .allSatisfy(selector -> assertThat(KNOWN.complaint(selector)).isEmpty());
    assertThat(alert.expression().rated())
        .allMatch(selector -> KNOWN.isCumulative(selector.name()));
  }

  @Test
  void promtool_finds_nothing_to_say() throws Exception {
    Promtool.assumePresent("the alert rules");
    copyRules();

    Promtool.run(directory, "check", "rules", "--lint=all", "--lint-fatal", "alerts.yml");
    Promtool.run(directory, "check", "config", "--lint=all", "prometheus.yml");
  }

  @ParameterizedTest
  @FieldSource("ALERTS")
  void there_is_a_case_that_fires_and_one_that_does_not(Alert alert) throws IOException {
    List<AlertCase> cases = AlertCase.readAll(CASES);

    assertThat(cases).filteredOn(c -> c.alert().equals(alert.name()) && c.fires()).isNotEmpty();
    assertThat(cases).filteredOn(c -> c.alert().equals(alert.name()) && !c.fires()).isNotEmpty();
  }

  @Test
  void each_alert_fires_when_it_should_and_else_does_not() throws Exception {
    Promtool.assumePresent("when alerts fire");
    copyRules();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
        Promtool.run(directory, "test", "rules", file.getFileName().toString());
      }
    }
  }

  private void copyRules() throws IOException {
    for (String name : List.of("alerts.yml", "prometheus.yml")) {
      Files.writeString(directory.resolve(name), Monitoring.text(name));
    }
  }
}
