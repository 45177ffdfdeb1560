package org.fluxjvm.scheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the tests of dashboard and alerts see what they should. */
class ExpressionTest {
  @Test
  void series_are_told_from_functions_labels_operators_and_numbers() {
    Expression expression =
        new Expression(
            "sum by (job, le) (rate(a_total{x=\"1\", y=~\"b|c\"}[5m])) / on (job) group_left ()"
                + " b > 2 * time() + 1e3 and on (job) c unless d");

    assertThat(expression.selectors())
        .extracting(Selector::toString)
        .containsExactly("a_total{x=\"1\", y=~\"b|c\"}", "b{}", "c{}", "d{}");
    assertThat(expression.rated()).extracting(Selector::name).containsExactly("a_total");
    assertThat(expression.labels()).contains("job", "le");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flux_down",
        "flux_jobs_total",
        "flux_jobs{status=\"run\"}",
        "flux_jobs{state=\"running\"}",
        "flux_up_seconds_bucket",
        "quartz_flux_runs_finished_total{result=~\"failed|broken\"}",
        "jvm_memory_used_bytes{heap=\"yes\"}"
      })
  void what_no_meter_makes_is_complained_of(String selector) {
    assertThat(complaint(selector)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flux_up",
        "flux_jobs{state=\"run\", job=\"x\"}",
        "flux_job_wait_seconds_bucket{queue=\"any\"}",
        "quartz_flux_runs_finished_total{result=~\"failed|timeout\"}"
      })
  void what_a_meter_makes_is_not(String selector) {
    assertThat(complaint(selector)).isEmpty();
  }

  @Test
  void only_counts_and_sums_grow() {
    KnownSeries known = new KnownSeries();
    assertThat(List.of("flux_jobs", "flux_job_wait_seconds_max", "up"))
        .noneMatch(known::isCumulative);
    assertThat(List.of("flux_jobs_finished_total", "flux_job_wait_seconds_count"))
        .allMatch(known::isCumulative);
  }

  private static String complaint(String selector) {
    return new KnownSeries().complaint(new Expression(selector).selectors().getFirst());
  }
}
