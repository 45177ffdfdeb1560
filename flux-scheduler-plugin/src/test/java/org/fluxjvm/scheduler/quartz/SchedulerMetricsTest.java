package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.HighCardinalityTagsDetector;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.metrics.DocumentedMeter;
import org.fluxjvm.metrics.MeterTag;
import org.fluxjvm.scheduler.Owner;
import org.fluxjvm.scheduler.RunEnd;
import org.fluxjvm.scheduler.RunKey;
import org.fluxjvm.scheduler.RunLedger;
import org.fluxjvm.scheduler.RunMeter;
import org.fluxjvm.scheduler.RunRecord;
import org.fluxjvm.scheduler.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/** A scheduler by properties alone, on an embedded instance, as a library user has it. */
class SchedulerMetricsTest {
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private String name;
  private Scheduler scheduler;
  private SchedulerMetrics metrics;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    scheduler = Schedulers.create(Schedulers.onFlux("embedded:" + name, name, new Properties()));
    metrics = SchedulerMetrics.builder(scheduler).interval(OFTEN).build();
    metrics.bindTo(registry);
  }

  @AfterEach
  void stop() throws Exception {
    metrics.close();
    scheduler.shutdown(true);
  }

  @Test
  void runs_are_metered_from_the_start_of_the_scheduler_on() throws Exception {
    assertThat(registry.find("quartz.flux.runs.recovered").meters()).isEmpty();
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), Schedulers.now("once"));

    await().until(() -> finished("completed") == 1);
    assertThat(registry.get("quartz.trigger.fired").counter().count()).isEqualTo(1);
    await().until(() -> !Double.isNaN(gauge("quartz.flux.runs.uncertain")));
    assertThat(metrics.isLedgerWithinReach()).isTrue();
    assertThat(gauge("quartz.flux.ledger.up")).isEqualTo(1);
    assertThat(registry.get("quartz.store.reads").tag("outcome", "success").counter().count())
        .isPositive();
  }

  @Test
  void a_schedule_shows_its_interval_and_when_it_last_succeeded() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), hourly("hourly"));
    assertThat(seconds("quartz.flux.job.interval", "DEFAULT.report")).isEqualTo(3600);

    await().until(() -> finished("completed") == 1);

    await()
        .untilAsserted(
            () ->
                assertThat(seconds("quartz.flux.job.last.success.time", "DEFAULT.report"))
                    .isCloseTo(System.currentTimeMillis() / 1e3, within(60.0)));
    assertThat(seconds("quartz.flux.job.interval", "DEFAULT.report")).isEqualTo(3600);
  }

  @Test
  void a_schedule_that_fails_or_is_gone_shows_no_success() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "exit 3"), hourly("hourly"));
    await().until(() -> finished("failed") == 1);
    assertThat(seconds("quartz.flux.job.last.success.time", "DEFAULT.report")).isNaN();
    await()
        .untilAsserted(
            () ->
                assertThat(seconds("quartz.flux.job.first.run.time", "DEFAULT.report"))
                    .isCloseTo(System.currentTimeMillis() / 1e3, within(60.0)));

    scheduler.deleteJob(new JobKey("report"));

    assertThat(registry.find("quartz.flux.job.last.success.time").meters()).isEmpty();
    assertThat(registry.find("quartz.flux.job.first.run.time").meters()).isEmpty();
    assertThat(registry.find("quartz.flux.job.interval").meters()).isEmpty();
  }

  @Test
  void a_schedule_that_is_due_and_paused_has_no_interval() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), everySecond("often"));
    await().until(() -> finished("completed") >= 1);

    scheduler.pauseJob(new JobKey("report"));

    await()
        .untilAsserted(
            () -> assertThat(seconds("quartz.flux.job.interval", "DEFAULT.report")).isNaN());
  }

  @Test
  void plain_jobs_are_no_schedules_of_flux() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(
        JobBuilder.newJob(PlainJobs.Quick.class).withIdentity("plain").build(), hourly("hourly"));

    assertThat(registry.find("quartz.flux.job.interval").meters()).isEmpty();
    assertThat(registry.get("quartz.trigger.next.fire.time").meters()).hasSize(1);
  }

  @Test
  void uncertain_runs_of_the_ledger_are_shown_until_they_are_settled() throws Exception {
    scheduler.start();
    RunLedger ledger = FluxExecutors.ledger(scheduler).orElseThrow();
    RunKey key = new RunKey(name, "DEFAULT.lost", Instant.now(), 0);
    RunRecord run = ledger.claim(key, "DEFAULT.lost", new Owner("dead", "firing")).run();
    ledger.close(run, new RunState.Uncertain("by a test"), List.of());
    await().until(() -> gauge("quartz.flux.runs.uncertain") == 1);

    RunEnd end = new RunEnd(RunEnd.Outcome.COMPLETED, OptionalInt.empty(), "");
    ledger.resolve(key, end, List.of());

    await().until(() -> gauge("quartz.flux.runs.uncertain") == 0);
  }

  @Test
  void every_meter_is_a_documented_one_with_its_description_and_tags() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), hourly("hourly"));
    await().until(() -> finished("completed") == 1);

    Map<String, DocumentedMeter> documented =
        Stream.<DocumentedMeter[]>of(
                QuartzMeter.values(), RunMeter.values(), ScheduleMeter.values())
            .flatMap(Arrays::stream)
            .collect(Collectors.toMap(DocumentedMeter::getName, meter -> meter));
    List<Meter.Id> ids =
        registry.getMeters().stream()
            .map(Meter::getId)
            .filter(id -> !id.getName().endsWith(".histogram")) // of this registry
            .toList();
    assertThat(ids.stream().map(Meter.Id::getName).collect(Collectors.toSet()))
        .isEqualTo(documented.keySet());
    assertThat(ids)
        .allSatisfy(
            id -> {
              DocumentedMeter meter = Objects.requireNonNull(documented.get(id.getName()));
              assertThat(id.getDescription()).isEqualTo(meter.description());
              assertThat(id.getType()).isEqualTo(meter.getType());
              assertThat(id.getTags())
                  .extracting(Tag::getKey)
                  .containsExactlyInAnyOrderElementsOf(
                      meter.tags().stream().map(MeterTag::key).toList());
            });
  }

  @Test
  void runs_without_end_do_not_make_series_without_end() throws Exception {
    scheduler.start();
    for (int i = 0; i < 60; i++) {
      scheduler.scheduleJob(Schedulers.shell("job" + i, "true"), Schedulers.now("trigger" + i));
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> finished("completed") == 60);
    await().until(() -> registry.find("quartz.flux.job.interval").meters().isEmpty());

    assertThat(new HighCardinalityTagsDetector(registry, 30, Duration.ofMinutes(1)).findFirst())
        .isEmpty();
  }

  @Test
  void none_are_shown_of_each_schedule_if_so_wanted() throws Exception {
    SimpleMeterRegistry few = new SimpleMeterRegistry();
    try (SchedulerMetrics own = SchedulerMetrics.builder(scheduler).schedules(0).build()) {
      own.bindTo(few);
      scheduler.start();
      scheduler.scheduleJob(Schedulers.shell("report", "true"), hourly("hourly"));

      assertThat(
              few.getMeters().stream()
                  .flatMap(meter -> meter.getId().getTags().stream())
                  .map(Tag::getKey)
                  .collect(Collectors.toSet()))
          .doesNotContainAnyElementsOf(Set.of("schedule", "trigger"));
    }
  }

  @Test
  void a_registry_that_is_bound_later_has_the_same_meters() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), hourly("hourly"));
    await().until(() -> finished("completed") == 1);
    SimpleMeterRegistry second = new SimpleMeterRegistry();

    metrics.bindTo(second);

    assertThat(names(second)).isEqualTo(names(registry));
  }

  @Test
  void closing_removes_all_meters() throws Exception {
    scheduler.start();
    scheduler.scheduleJob(Schedulers.shell("report", "true"), hourly("hourly"));
    await().until(() -> finished("completed") == 1);

    metrics.close();
    metrics.close();

    assertThat(registry.getMeters()).isEmpty();
    assertThat(metrics.isLedgerWithinReach()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> metrics.bindTo(registry));
  }

  private static Set<String> names(SimpleMeterRegistry registry) {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName())
        .collect(Collectors.toSet());
  }

  private double finished(String result) {
    return registry.find("quartz.flux.runs.finished").tag("result", result).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private double gauge(String meter) {
    return registry.get(meter).gauge().value();
  }

  private double seconds(String meter, String schedule) {
    TimeGauge gauge = registry.get(meter).tag("schedule", schedule).timeGauge();
    return gauge.value(TimeUnit.SECONDS);
  }

  private static Trigger everySecond(String trigger) {
    return TriggerBuilder.newTrigger()
        .withIdentity(trigger)
        .startNow()
        .withSchedule(SimpleScheduleBuilder.repeatSecondlyForever())
        .build();
  }

  private static Trigger hourly(String trigger) {
    return TriggerBuilder.newTrigger()
        .withIdentity(trigger)
        .startNow()
        .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
        .build();
  }
}
