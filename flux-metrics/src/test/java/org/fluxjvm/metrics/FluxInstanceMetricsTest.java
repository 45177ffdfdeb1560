package org.fluxjvm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxjvm.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxInstanceMetricsTest {
  private final Answers flux = new Answers();
  private final MeterRegistry registry =
      new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MockClock());
  private FluxInstanceMetrics metrics = binder(settings -> settings);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void resources_are_counted_by_state() {
    polled();

    assertThat(value("flux.resource.nodes", "state", "all")).isEqualTo(4);
    assertThat(value("flux.resource.nodes", "state", "allocated")).isEqualTo(2);
    assertThat(value("flux.resource.nodes", "state", "down")).isEqualTo(1);
    assertThat(value("flux.resource.nodes", "state", "free")).isEqualTo(2);
    assertThat(value("flux.resource.nodes", "state", "drained")).isEqualTo(1);
    assertThat(value("flux.resource.nodes", "state", "offline")).isZero();
    assertThat(value("flux.resource.cores", "state", "all")).isEqualTo(16);
    assertThat(value("flux.resource.cores", "state", "free")).isEqualTo(7);
    assertThat(value("flux.resource.gpus", "state", "free")).isEqualTo(4);
  }

  @Test
  void jobs_are_counted_by_queue_and_those_without_queue_are_not_lost() {
    polled();

    assertThat(value("flux.jobs", "queue", "batch", "state", "run")).isEqualTo(1);
    assertThat(value("flux.jobs", "queue", "debug", "state", "depend")).isEqualTo(1);
    assertThat(value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(1);
    assertThat(sum("flux.jobs")).isEqualTo(3);
    assertThat(value("flux.jobs.retained", "queue", "batch", "result", "completed")).isEqualTo(1);
    assertThat(value("flux.jobs.retained", "queue", "batch", "result", "timeout")).isEqualTo(1);
    assertThat(value("flux.jobs.retained", "queue", "anonymous", "result", "failed")).isEqualTo(1);
    assertThat(sum("flux.jobs.retained")).isEqualTo(5);
  }

  @Test
  void an_instance_without_queues_has_an_anonymous_one() {
    flux.answer("job-manager.queue-list", "{\"queues\":[]}")
        .answer("job-manager.queue-status", "{\"enable\":true,\"start\":true}")
        .answer(
            "job-list.job-stats", "{\"job_states\":{\"run\":2},\"successful\":7,\"queues\":[]}");

    polled();

    assertThat(value("flux.queue.enabled", "queue", "anonymous")).isEqualTo(1);
    assertThat(value("flux.queue.started", "queue", "anonymous")).isEqualTo(1);
    assertThat(value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(2);
  }

  @Test
  void queues_are_enabled_and_started_or_not() {
    polled();

    assertThat(value("flux.queue.enabled", "queue", "debug")).isEqualTo(1);
    assertThat(value("flux.queue.started", "queue", "batch")).isZero();
  }

  @Test
  void job_manager_and_content_store_are_shown() {
    polled();

    assertThat(value("flux.job.manager", "state", "active")).isEqualTo(3);
    assertThat(value("flux.job.manager.alloc", "state", "pending")).isEqualTo(2);
    assertThat(value("flux.job.manager.housekeeping")).isEqualTo(1);
    assertThat(registry.get("flux.job.manager.journal.events").functionCounter().count())
        .isEqualTo(92);
    assertThat(value("flux.content.size")).isEqualTo(122880);
  }

  @Test
  void a_guest_is_refused_the_scheduler_alone() {
    flux.fail("sched-simple.stats-get", Errno.EPERM);

    polled();

    assertThat(polls("sched.stats-get", "denied")).isEqualTo(1);
    assertThat(registry.find("flux.sched.passes").meters()).isEmpty();
    assertThat(value("flux.overlay.brokers", "status", "full")).isEqualTo(4);
    assertThat(value("flux.up")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"EPERM, denied", "ENOSYS, unsupported", "EPROTO, error", "ECONNRESET, unreachable"})
  void what_flux_refuses_is_absent_and_all_else_is_there(Errno errno, String outcome) {
    flux.fail("resource.sched-status", errno);

    polled();

    assertThat(registry.find("flux.resource.cores").meters()).isEmpty();
    assertThat(registry.find("flux.resource.nodes").tag("state", "all").gauges()).isEmpty();
    assertThat(value("flux.resource.nodes", "state", "drained")).isEqualTo(1);
    assertThat(sum("flux.jobs")).isEqualTo(3);
    assertThat(value("flux.up")).isEqualTo(1);
    assertThat(polls("resource.sched-status", outcome)).isEqualTo(1);
    assertThat(polls("job-list.job-stats", "success")).isEqualTo(1);
  }

  @Test
  void an_answer_that_makes_no_sense_is_an_error_of_that_poll_only() {
    flux.answer("resource.sched-status", "{\"all\":{\"version\":1,\"execution\":7}}")
        .answer("job-manager.stats-get", "{\"journal\":\"?\",\"active_jobs\":\"many\"}")
        .answer("job-list.job-stats", "{\"queues\":[17,{\"name\":null}]}")
        .answer("resource.status", "{\"offline\":\"0-2147483647\",\"drain\":[]}")
        .answer("job-manager.queue-list", "{\"queues\":{\"a\":1}}");

    polled();

    assertThat(polls("resource.sched-status", "error")).isEqualTo(1);
    assertThat(polls("job-manager.stats-get", "success")).isEqualTo(1);
    assertThat(registry.find("flux.job.manager").meters()).isEmpty();
    assertThat(value("flux.resource.nodes", "state", "offline")).isEqualTo(0x1p31);
    assertThat(value("flux.up")).isEqualTo(1);
  }

  @Test
  void meters_go_when_flux_is_lost_and_come_back_with_it() {
    polled();
    Set<String> before = names();

    flux.failAll(Errno.ECONNRESET);
    poll();

    assertThat(value("flux.up")).isZero();
    assertThat(names()).containsExactlyInAnyOrder("flux.up", "flux.poll");

    flux.answerAll();
    poll();

    assertThat(value("flux.up")).isEqualTo(1);
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void a_poll_that_finds_the_same_series_touches_no_meter() {
    polled();
    Map<Meter.Id, Object> before = identities();

    flux.answer(
        "job-manager.alloc-query", "{\"queue_length\":9,\"alloc_pending\":8,\"running\":7}");
    poll();

    assertThat(identities()).isEqualTo(before);
    assertThat(value("flux.job.manager.alloc", "state", "queued")).isEqualTo(9);
  }

  @Test
  void a_silent_flux_blocks_nothing_and_is_not_asked_twice() {
    flux.fallSilent();
    metrics = binder(settings -> settings.limit(Duration.ofMillis(50)));

    polled();

    assertThat(value("flux.up")).isZero();
    assertThat(names()).containsExactlyInAnyOrder("flux.up", "flux.poll");
    assertThat(polls("job-list.job-stats", "timeout")).isEqualTo(1);
    int asked = flux.asked();
    poll();
    assertThat(flux.asked()).isEqualTo(asked);
  }

  @Test
  void a_library_that_does_not_fit_is_an_error_of_each_poll_and_not_the_end_of_polling() {
    metrics =
        new FluxInstanceMetrics.Builder(
                (topic, payload, rank) -> {
                  throw new NoSuchFieldError("POJO");
                })
            .interval(Duration.ofMillis(5))
            .build();

    polled();

    await().until(() -> polls("job-list.job-stats", "error") > 2);
  }

  @Test
  void polls_go_on_by_themselves_and_end_with_close() {
    metrics = binder(settings -> settings.interval(Duration.ofMillis(5)));
    metrics.bindTo(registry);
    await().until(() -> flux.asked() > 40);

    metrics.close();

    int asked = flux.asked();
    assertThat(registry.getMeters()).isEmpty();
    await().during(Duration.ofMillis(100)).until(() -> flux.asked() <= asked + 20);
    int later = flux.asked();
    await().during(Duration.ofMillis(100)).until(() -> flux.asked() == later);
  }

  @Test
  void close_removes_all_meters_and_leaves_others() {
    registry.counter("mine").increment();
    polled();

    metrics.close();
    metrics.close();

    assertThat(names()).containsExactly("mine");
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  @Test
  void two_registries_show_the_same() {
    MeterRegistry other = new SimpleMeterRegistry();
    polled();
    metrics.bindTo(other);

    poll();

    assertThat(names(other)).isEqualTo(names(registry));
    metrics.close();
    assertThat(other.getMeters()).isEmpty();
  }

  @Test
  void names_get_the_prefix_and_tags_are_added_but_replace_none() {
    metrics = binder(s -> s.prefix("hpc").tags(Tags.of("cluster", "tuolumne", "state", "mine")));

    polled();

    assertThat(names()).allMatch(name -> name.startsWith("hpc.flux."));
    assertThat(registry.getMeters()).allMatch(m -> "tuolumne".equals(m.getId().getTag("cluster")));
    assertThat(value("hpc.flux.resource.cores", "state", "all")).isEqualTo(16);
  }

  @Test
  void all_that_is_registered_is_documented_and_all_that_is_documented_is_registered() {
    polled();
    Documented.checkAll(registry, InstanceMeter.values());
  }

  @Test
  void a_thousand_queues_do_not_make_a_thousand_tags() {
    String names =
        IntStream.range(0, 1000).mapToObj(i -> "\"q" + i + "\"").collect(Collectors.joining(","));
    String stats =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"name\":\"q" + i + "\",\"job_states\":{\"run\":1},\"failed\":1}")
            .collect(Collectors.joining(","));
    flux.answer("job-manager.queue-list", "{\"queues\":[" + names + "]}")
        .answer(
            "job-list.job-stats",
            "{\"job_states\":{\"run\":1001},\"failed\":1000,\"queues\":[" + stats + "]}");

    polled();

    assertThat(value("flux.jobs", "queue", "other", "state", "run")).isEqualTo(900);
    assertThat(value("flux.jobs", "queue", "anonymous", "state", "run")).isEqualTo(1);
    assertThat(flux.asked()).isLessThan(120);
    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getTag("queue")).distinct())
        .hasSizeLessThanOrEqualTo(103);
  }

  private FluxInstanceMetrics binder(UnaryOperator<FluxInstanceMetrics.Builder> settings) {
    return settings
        .apply(new FluxInstanceMetrics.Builder(flux).interval(Duration.ofDays(1)))
        .build();
  }

  /** Binds, which starts the first poll, and waits for it. */
  private void polled() {
    metrics.bindTo(registry);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        registry.getMeters().stream()
                            .filter(meter -> meter.getId().getName().endsWith("flux.poll")))
                    .hasSize(InstancePolls.all().size()));
  }

  private void poll() {
    metrics.poll().join();
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private double sum(String name) {
    return registry.get(name).gauges().stream().mapToDouble(gauge -> gauge.value()).sum();
  }

  private long polls(String rpc, String outcome) {
    return registry.get("flux.poll").tags("rpc", rpc, "outcome", outcome).timer().count();
  }

  private Set<String> names() {
    return names(registry);
  }

  private static Set<String> names(MeterRegistry registry) {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName())
        .collect(Collectors.toSet());
  }

  private Map<Meter.Id, Object> identities() {
    return registry.getMeters().stream().collect(Collectors.toMap(Meter::getId, meter -> meter));
  }
}
