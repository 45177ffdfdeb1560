package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DocumentedMetersTest {
  private final DocumentedMeters meters = new DocumentedMeters("hpc", Tags.of("site", "here"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void a_registry_that_is_bound_later_gets_what_is_there_and_counts_from_then_on() {
    SimpleMeterRegistry late = new SimpleMeterRegistry();
    meters.bind(registry);
    meters.count(JobMeter.LOST);
    meters.gauge(JobMeter.ACTIVE, () -> 3, "batch", "run");
    meters.record(JobMeter.WAIT, Duration.ofSeconds(2), "batch");

    meters.bind(late);
    meters.count(JobMeter.LOST);

    assertThat(registry.get("hpc.flux.jobs.lost").tag("site", "here").counter().count())
        .isEqualTo(2);
    assertThat(late.get("hpc.flux.jobs.lost").counter().count()).isEqualTo(1);
    assertThat(late.get("hpc.flux.jobs.active").gauge().value()).isEqualTo(3);
    assertThat(late.get("hpc.flux.job.wait").timer().count()).isZero();
  }

  @Test
  void a_gauge_whose_unit_is_seconds_is_one_of_a_time() {
    meters.bind(registry);
    meters.gauge(JobMeter.OLDEST_AGE, () -> 1.5, "batch", "run");

    assertThat(registry.get("hpc.flux.job.oldest.age").timeGauge().value()).isEqualTo(1.5);
  }

  @Test
  void what_is_removed_is_gone_and_the_rest_stays() {
    meters.bind(registry);
    meters.gauge(JobMeter.ACTIVE, () -> 1, "batch", "run");
    meters.gauge(JobMeter.ACTIVE, () -> 1, "batch", "sched");

    meters.remove(JobMeter.ACTIVE, "batch", "run");

    assertThat(registry.find("hpc.flux.jobs.active").gauges())
        .extracting(gauge -> gauge.getId().getTag("state"))
        .containsExactly("sched");
    meters.removeAll();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void a_meter_that_is_made_later_and_that_somebody_else_has_is_left_to_them() {
    meters.bind(registry);
    DocumentedMeters others = new DocumentedMeters("hpc", Tags.of("site", "here"));
    others.bind(registry);
    others.count(JobMeter.LOST);
    try (LogLines log = new LogLines(Claims.class)) {
      meters.count(JobMeter.LOST);
      meters.count(JobMeter.LOST);
      meters.record(JobMeter.WAIT, Duration.ofSeconds(1), "batch");

      assertThat(log.lines()).hasSize(1);
    }
    assertThat(registry.get("hpc.flux.jobs.lost").counter().count()).isEqualTo(1);
    meters.removeAll();
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .containsExactly("hpc.flux.jobs.lost");
  }

  @Test
  void a_time_below_zero_is_recorded_as_zero() {
    meters.bind(registry);

    meters.record(JobMeter.WAIT, Duration.ofSeconds(-1), "batch");

    assertThat(registry.get("hpc.flux.job.wait").timer().count()).isEqualTo(1);
  }

  @Test
  void values_that_are_not_those_of_the_tags_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> meters.count(JobMeter.FINISHED, "batch"))
        .withMessageContaining("flux.jobs.finished");
  }
}
