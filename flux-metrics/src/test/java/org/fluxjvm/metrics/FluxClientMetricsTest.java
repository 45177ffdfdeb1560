package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobspecV1;
import org.fluxjvm.job.Journal;
import org.fluxjvm.job.SubmitOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FluxClientMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private FluxClientMetrics metrics = FluxClientMetrics.create();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void answers_are_timed_by_service() {
    metrics.bindTo(registry);
    try (Flux flux = open()) {
      var _ = flux.attribute("size");
      var _ = flux.attribute("rank");
      flux.jobs().result(submit(flux));
    }

    assertThat(answers("attr")).isEqualTo(2);
    assertThat(answers("job-ingest")).isEqualTo(1);
    assertThat(registry.find("flux.client.errors").counters()).isEmpty();
  }

  @Test
  void failures_are_counted_by_service_and_error_and_topics_make_no_tags() {
    metrics.bindTo(registry);
    try (Flux flux = open()) {
      for (String topic : List.of("nosuch.a", "nosuch.b", "job-manager.nosuch", "nodot")) {
        assertThatExceptionOfType(FluxException.class).isThrownBy(() -> flux.rpc(topic));
      }
      assertThatExceptionOfType(FluxException.class).isThrownBy(() -> flux.attribute("nosuch"));
    }

    assertThat(failures("other", "ENOSYS")).isEqualTo(3);
    assertThat(failures("job-manager", "ENOSYS")).isEqualTo(1);
    assertThat(failures("attr", "ENOENT")).isEqualTo(1);
    assertThat(registry.find("flux.client.rpc").timers()).isEmpty();
  }

  @Test
  void an_answer_that_does_not_come_in_time_is_a_failure() {
    metrics.bindTo(registry);
    try (Flux flux =
        Flux.builder()
            .uri("embedded:")
            .observer(metrics)
            .callLimit(Duration.ofMillis(200))
            .open()) {
      JobId held =
          flux.jobs()
              .submit(
                  JobspecV1.fromCommand(List.of("true")).build(),
                  SubmitOptions.DEFAULT.urgency(SubmitOptions.HOLD).waitable());

      assertThatExceptionOfType(FluxException.class)
          .isThrownBy(() -> flux.rpc("job-manager.wait", Map.of("id", held.value())));
    }

    assertThat(failures("job-manager", "ETIMEDOUT")).isEqualTo(1);
  }

  @Test
  void the_work_of_the_event_loop_is_added_up() {
    metrics.bindTo(registry);
    try (Flux flux = open()) {
      var _ = flux.attribute("size");
      await().until(() -> busySeconds() > 0);
      double before = busySeconds();
      for (int i = 0; i < 100; i++) {
        var _ = flux.attribute("size");
      }
      await().until(() -> busySeconds() > before);
    }
  }

  @Test
  void the_journal_of_a_handle_shows_its_lag() {
    metrics.bindTo(registry);
    try (Flux flux = open();
        var journal = flux.jobs().journal(Journal.live())) {
      JobId job = submit(flux);
      while (!journal.next().orElseThrow().event().name().equals("clean")) {
        assertThat(job).isNotNull();
      }
    }

    var lag = registry.get("flux.client.journal.lag").timer();
    assertThat(lag.count()).isGreaterThan(5);
    assertThat(lag.mean(TimeUnit.SECONDS)).isBetween(0.0, 10.0);
  }

  @Test
  void an_event_of_a_broker_whose_clock_is_ahead_is_not_late() {
    metrics = FluxClientMetrics.builder().clock(() -> NOW).build();
    metrics.bindTo(registry);

    metrics.onJournalEvent(NOW.getEpochSecond() + 5.0);
    metrics.onJournalEvent(NOW.getEpochSecond() - 2.0);

    var lag = registry.get("flux.client.journal.lag").timer();
    assertThat(lag.count()).isEqualTo(2);
    assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void lost_brokers_and_gaps_are_counted_from_zero() {
    metrics.bindTo(registry);
    assertThat(count("flux.client.losses")).isZero();

    metrics.onLost();
    metrics.onReopened();
    metrics.onGap(3);

    assertThat(count("flux.client.losses")).isEqualTo(1);
    assertThat(count("flux.client.reconnects")).isEqualTo(1);
    assertThat(count("flux.client.gaps")).isEqualTo(3);
  }

  @Test
  void a_handle_without_its_broker_is_disconnected_until_it_is_back_or_closed() {
    metrics.onLost();
    metrics.bindTo(registry);
    assertThat(disconnected()).isEqualTo(1);

    metrics.onLost();
    metrics.onReopened();
    assertThat(disconnected()).isEqualTo(1);

    metrics.onAbandoned();
    assertThat(disconnected()).isZero();
    assertThat(count("flux.client.reconnects")).isEqualTo(1);
  }

  private double disconnected() {
    return registry.get("flux.client.disconnected").gauge().value();
  }

  @Test
  void close_removes_all_meters_and_the_handle_goes_on() {
    registry.counter("mine").increment();
    metrics.bindTo(registry);
    try (Flux flux = open()) {
      var _ = flux.attribute("size");

      metrics.close();
      metrics.close();

      assertThat(flux.attribute("size")).isEqualTo("1");
      assertThatExceptionOfType(FluxException.class).isThrownBy(() -> flux.rpc("nosuch.a"));
    }
    assertThat(registry.getMeters()).extracting(m -> m.getId().getName()).containsExactly("mine");
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  @Test
  void names_get_the_prefix_and_tags_are_added_but_replace_none() {
    metrics =
        FluxClientMetrics.builder()
            .prefix("hpc.")
            .tags(Tags.of("app", "x", "service", "y"))
            .build();
    metrics.bindTo(registry);

    metrics.onAnswer("attr.get", 1000);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allMatch(id -> id.getName().startsWith("hpc.flux.client."))
        .allMatch(id -> "x".equals(id.getTag("app")));
    assertThat(registry.get("hpc.flux.client.rpc").tag("service", "attr").timer().count())
        .isEqualTo(1);
  }

  @Test
  void all_that_is_registered_is_documented_and_all_that_is_documented_is_registered() {
    metrics.bindTo(registry);
    metrics.onAnswer("attr.get", 1000);
    for (Errno errno : Errno.values()) {
      metrics.onFailure("made.up" + errno, errno);
    }

    Documented.checkAll(registry, ClientMeter.values());
  }

  private Flux open() {
    return Flux.builder().uri("embedded:").observer(metrics).open();
  }

  private static JobId submit(Flux flux) {
    return flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build());
  }

  private long answers(String service) {
    return registry.get("flux.client.rpc").tag("service", service).timer().count();
  }

  private double failures(String service, String errno) {
    return count("flux.client.errors", "service", service, "errno", errno);
  }

  private double busySeconds() {
    return registry.get("flux.client.loop.busy").functionCounter().count();
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }
}
