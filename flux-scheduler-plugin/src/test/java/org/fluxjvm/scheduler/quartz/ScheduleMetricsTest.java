package org.fluxjvm.scheduler.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.scheduler.MemoryLedger;
import org.fluxjvm.scheduler.Timing;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;

class ScheduleMetricsTest {
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration SELDOM = Duration.ofHours(1);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicBoolean fails = new AtomicBoolean();
  private final Timetable timetable = new Timetable();

  @Test
  void a_ledger_that_does_not_answer_is_down_until_it_does() {
    DocumentedMeters meters = meters();
    try (ScheduleMetrics metrics = start("night", meters, OFTEN)) {
      await().until(() -> up("night") == 1);

      fails.set(true);
      await().until(() -> up("night") == 0);
      assertThat(metrics.isLedgerWithinReach()).isFalse();
      fails.set(false);

      await().until(() -> up("night") == 1);
    }
  }

  @Test
  void two_schedulers_on_one_registry_have_meters_of_their_own() {
    timetable.put(new JobKey("report"));
    DocumentedMeters meters = meters();
    DocumentedMeters others = meters();
    try (ScheduleMetrics day = start("day", others, SELDOM)) {
      try (ScheduleMetrics night = start("night", meters, SELDOM)) {
        await().until(() -> night.isLedgerWithinReach() && day.isLedgerWithinReach());
        assertThat(registry.find("quartz.flux.job.interval").meters()).hasSize(2);
      }
      meters.removeAll();

      assertThat(up("day")).isEqualTo(1);
      assertThat(registry.get("quartz.flux.job.interval").meters())
          .extracting(meter -> meter.getId().getTag("scheduler"))
          .containsExactly("day");
    }
  }

  private ScheduleMetrics start(String scheduler, DocumentedMeters meters, Duration interval) {
    return ScheduleMetrics.start(
        scheduler,
        new BreakingHistory(new MemoryLedger(InstantSource.system()), fails),
        timetable,
        meters,
        new ScheduleMetrics.Settings(Timing.system(), interval, 10));
  }

  private DocumentedMeters meters() {
    DocumentedMeters meters = new DocumentedMeters("", List.of());
    meters.bind(registry);
    return meters;
  }

  private double up(String scheduler) {
    return registry.get("quartz.flux.ledger.up").tag("scheduler", scheduler).gauge().value();
  }
}
