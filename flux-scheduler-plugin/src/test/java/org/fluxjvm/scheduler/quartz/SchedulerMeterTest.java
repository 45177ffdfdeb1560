package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxjvm.metrics.ClientMeter;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.InstanceMeter;
import org.fluxjvm.metrics.JobMeter;
import org.fluxjvm.metrics.MeterReference;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.scheduler.RunMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the meters of all binders of this module, and their page. */
class SchedulerMeterTest {
  private static final Path PAGE = Path.of("METRICS.md");
  private static final Map<String, DocumentedMeter[]> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("Quartz", QuartzMeter.values());
    SECTIONS.put("Runs", RunMeter.values());
    SECTIONS.put("Schedules", ScheduleMeter.values());
  }

  static Stream<DocumentedMeter> meters() {
    return SECTIONS.values().stream().flatMap(Arrays::stream);
  }

  @Test
  void the_page_says_what_the_binders_register() throws IOException {
    String written = Files.readString(PAGE);
    String generated = written;
    for (var section : SECTIONS.entrySet()) {
      generated = MeterReference.replace(generated, section.getKey(), List.of(section.getValue()));
    }
    if (Boolean.getBoolean("metrics.write")) {
      Files.writeString(PAGE, generated);
      return;
    }
    assertThat(written)
        .as(
            "METRICS.md is out of date: mvn -pl flux-scheduler-plugin -am test"
                + " -Dmetrics.write=true")
        .isEqualTo(generated);
  }

  @Test
  void no_name_is_used_twice_not_even_in_prometheus_or_by_another_module() {
    PrometheusNamingConvention convention = new PrometheusNamingConvention();
    assertThat(
            Stream.concat(
                    meters(),
                    Stream.<DocumentedMeter[]>of(
                            InstanceMeter.values(), JobMeter.values(), ClientMeter.values())
                        .flatMap(Arrays::stream))
                .map(m -> convention.name(m.getName(), m.getType(), m.getBaseUnit())))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("meters")
  void a_meter_is_described_and_its_tags_are_bounded(DocumentedMeter meter) {
    assertThat(meter.getName()).matches("quartz(\\.[a-z]+)+");
    assertThat(meter.description()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n");
    assertThat(meter.tags()).extracting(MeterTag::key).doesNotHaveDuplicates();
    for (MeterTag tag : meter.tags()) {
      assertThat(tag.key()).matches("[a-z]+").isNotIn("id", "jobid", "run", "cron", "user");
      assertThat(tag.limit()).isBetween(1, Timetable.LIMIT);
    }
  }
}
