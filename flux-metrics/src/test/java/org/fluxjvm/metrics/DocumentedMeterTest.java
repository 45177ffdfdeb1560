package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the meters of all binders. */
class DocumentedMeterTest {
  static Stream<DocumentedMeter> meters() {
    return Stream.<DocumentedMeter[]>of(
            InstanceMeter.values(), JobMeter.values(), ClientMeter.values())
        .flatMap(Arrays::stream);
  }

  @Test
  void no_name_is_used_twice_so_that_none_has_two_sets_of_tags() {
    assertThat(meters().map(DocumentedMeter::getName)).doesNotHaveDuplicates();
  }

  @Test
  void no_name_is_used_twice_in_prometheus() {
    PrometheusNamingConvention convention = new PrometheusNamingConvention();
    assertThat(meters().map(m -> convention.name(m.getName(), m.getType(), m.getBaseUnit())))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("meters")
  void a_meter_is_described_and_its_tags_are_bounded(DocumentedMeter meter) {
    assertThat(meter.getName()).matches("flux(\\.[a-z]+)+");
    assertThat(meter.description()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n");
    assertThat(meter.tags()).extracting(MeterTag::key).doesNotHaveDuplicates();
    for (MeterTag tag : meter.tags()) {
      assertThat(tag.key()).matches("[a-z]+").isNotIn("id", "jobid", "run", "cron", "user");
      assertThat(tag.limit()).isBetween(1, 102);
    }
  }
}
