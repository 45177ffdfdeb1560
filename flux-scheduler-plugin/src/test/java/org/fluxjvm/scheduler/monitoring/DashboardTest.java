package org.fluxjvm.scheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fluxjvm.metrics.Promtool;
import org.fluxjvm.scheduler.monitoring.Dashboard.Panel;
import org.fluxjvm.scheduler.monitoring.Dashboard.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** The rules of Grafana's dashboard linter, and that the panels ask for what there is. */
class DashboardTest {
  private static final String SOURCE = "${datasource}";
  private static final Set<String> UNITS =
      Set.of("none", "short", "s", "bytes", "percentunit", "cps", "dateTimeAsIso");
  private static final Dashboard DASHBOARD = Dashboard.read();
  private static final KnownSeries KNOWN = new KnownSeries();
  static final List<Panel> PANELS = DASHBOARD.panels();
  static final List<Expression> EXPRESSIONS = DASHBOARD.expressions();

  @Test
  void it_has_six_rows_from_what_is_now_to_how_well_that_is_known() {
    assertThat(DASHBOARD.rows())
        .extracting(Dashboard.Row::title)
        .containsExactly("Now", "Schedules", "Runs", "Flux queue", "Resources", "Tracker health");
    assertThat(DASHBOARD.rows()).allSatisfy(row -> assertThat(row.panels()).isNotEmpty());
  }

  @Test
  void it_is_not_edited_in_place() {
    assertThat(DASHBOARD.json().path("editable").booleanValue(true)).isFalse();
  }

  @Test
  void data_source_job_and_instance_are_to_be_chosen() {
    assertThat(DASHBOARD.variables()).containsExactly("datasource", "job", "instance");
    assertThat(DASHBOARD.json().at("/templating/list/0/type").stringValue())
        .isEqualTo("datasource");
  }

  @Test
  void no_two_panels_share_a_title_an_id_or_a_place() {
    assertThat(PANELS).extracting(Panel::title).doesNotHaveDuplicates();
    assertThat(DASHBOARD.json().path("panels").valueStream())
        .extracting(panel -> panel.path("id").intValue())
        .doesNotHaveDuplicates();
    assertThat(PANELS.stream().flatMap(panel -> cells(panel.json().path("gridPos"))))
        .doesNotHaveDuplicates();
  }

  private static Stream<List<Integer>> cells(JsonNode place) {
    int left = place.path("x").intValue();
    int top = place.path("y").intValue();
    assertThat(left + place.path("w").intValue()).isLessThanOrEqualTo(24);
    return Stream.iterate(0, row -> row < place.path("h").intValue(), row -> row + 1)
        .flatMap(
            row ->
                Stream.iterate(0, cell -> cell < place.path("w").intValue(), cell -> cell + 1)
                    .map(cell -> List.of(left + cell, top + row)));
  }

  @ParameterizedTest
  @FieldSource("PANELS")
  void a_panel_says_what_it_shows_in_which_unit_from_the_chosen_source(Panel panel) {
    JsonNode json = panel.json();
    assertThat(panel.title()).isNotBlank();
    assertThat(json.path("description").stringValue("")).endsWith(".");
    assertThat(UNITS).contains(panel.unit());
    assertThat(panel.queries()).isNotEmpty();
    assertThat(json.at("/datasource/uid").stringValue()).isEqualTo(SOURCE);
    assertThat(json.path("targets").valueStream())
        .allMatch(target -> SOURCE.equals(target.at("/datasource/uid").stringValue()));
    assertThat(json.path("targets").valueStream())
        .extracting(target -> target.path("refId").stringValue())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("EXPRESSIONS")
  void an_expression_asks_for_documented_meters_of_the_chosen_job_and_instance(
      Expression expression) {
    assertThat(expression.selectors()).isNotEmpty();
    for (Selector selector : expression.selectors()) {
      assertThat(KNOWN.complaint(selector)).isEmpty();
      assertThat(selector.matchers())
          .extracting(Selector.Label::toString)
          .contains("job=~\"$job\"", "instance=~\"$instance\"");
    }
  }

  @ParameterizedTest
  @FieldSource("EXPRESSIONS")
  void only_what_grows_has_a_rate_and_its_range_is_grafanas(Expression expression) {
    assertThat(expression.rated()).allMatch(selector -> KNOWN.isCumulative(selector.name()));
    assertThat(expression.text())
        .doesNotContainPattern("\\brate\\([^\\[]*\\[(?!\\$__rate_interval)");
  }

  @ParameterizedTest
  @FieldSource("PANELS")
  void a_legend_has_labels_that_the_query_keeps(Panel panel) {
    for (Query query : panel.queries()) {
      assertThat(query.expression().labels()).containsAll(query.legendLabels());
    }
  }

  /** What the ledger or the instance says is the same to all schedulers on it. */
  @Test
  void what_several_schedulers_tell_of_one_instance_is_not_added_up(@TempDir Path directory)
      throws Exception {
    Promtool.assumePresent("the expressions of the dashboard for a cluster");
    List<String> shared =
        EXPRESSIONS.stream()
            .filter(expression -> expression.selectors().stream().allMatch(KNOWN::isShared))
            .map(expression -> expression.over("5m").text())
            .toList();
    assertThat(shared).hasSizeGreaterThan(10);
    Set<String> series = new TreeSet<>();
    EXPRESSIONS.stream()
        .flatMap(expression -> expression.selectors().stream())
        .filter(KNOWN::isShared)
        .forEach(
            selector ->
                List.of("a", "b")
                    .forEach(instance -> series.add(KNOWN.example(selector, instance))));
    StringBuilder test = new StringBuilder("tests:\n  - interval: 1m\n    input_series:\n");
    series.forEach(one -> test.append("      - {series: '%s', values: 6x30}\n".formatted(one)));
    test.append("    promql_expr_test:\n");
    for (String expression : shared) {
      test.append("      - {eval_time: 20m, expr: 'max(%s)', ".formatted(expression))
          .append("exp_samples: [{labels: '{}', value: 6}]}\n");
    }
    Files.writeString(directory.resolve("cluster.test.yml"), test);

    Promtool.run(directory, "test", "rules", "cluster.test.yml");
  }

  @Test
  void promtool_can_read_every_expression(@TempDir Path directory) throws Exception {
    Promtool.assumePresent("the expressions of the dashboard");
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    for (int i = 0; i < EXPRESSIONS.size(); i++) {
      rules.append(
          "      - record: \"panel:%d\"\n        expr: '%s'\n"
              .formatted(i, EXPRESSIONS.get(i).over("1m").text().replace("'", "''")));
    }
    Files.writeString(directory.resolve("rules.yml"), rules);

    Promtool.run(directory, "check", "rules", "--lint=all", "--lint-fatal", "rules.yml");
  }
}
