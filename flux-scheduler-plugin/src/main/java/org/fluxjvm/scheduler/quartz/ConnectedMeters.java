package org.fluxjvm.scheduler.quartz;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunMetrics;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** The meters that a scheduler has for as long as it has an executor. */
final class ConnectedMeters implements AutoCloseable {
  private final RunExecutor executor;
  private final RunMetrics runs;
  private final DocumentedMeters schedules;
  private final Optional<ScheduleMetrics> ledger;

  private ConnectedMeters(
      RunExecutor executor,
      RunMetrics runs,
      DocumentedMeters schedules,
      Optional<ScheduleMetrics> ledger) {
    this.executor = executor;
    this.runs = runs;
    this.schedules = schedules;
    this.ledger = ledger;
  }

  /** Listens to the runs of the executor, and asks the ledger if that is of a kind that tells. */
  static ConnectedMeters start(
      RunExecutor executor,
      Timetable timetable,
      SchedulerMetricsBuilder settings,
      List<MeterRegistry> registries)
      throws SchedulerException {
    Scheduler scheduler = settings.scheduler;
    RunMetrics runs =
        RunMetrics.builder(executor, scheduler.getSchedulerName())
            .prefix(settings.prefix)
            .tags(settings.tags)
            .clock(settings.timing::now)
            .build();
    DocumentedMeters schedules = new DocumentedMeters(settings.prefix, settings.tags);
    registries.forEach(runs::bindTo);
    registries.forEach(schedules::bind);
    Optional<RunHistory> history =
        FluxExecutors.scheduling(scheduler).flatMap(FluxScheduling::history);
    Optional<ScheduleMetrics> ledger =
        history.isEmpty()
            ? Optional.empty()
            : Optional.of(
                ScheduleMetrics.start(
                    scheduler.getSchedulerName(),
                    history.get(),
                    timetable,
                    schedules,
                    new ScheduleMetrics.Settings(
                        settings.timing, settings.interval, settings.schedules)));
    ledger.ifPresent(executor::addListener);
    return new ConnectedMeters(executor, runs, schedules, ledger);
  }

  void bindTo(MeterRegistry registry) {
    runs.bindTo(registry);
    schedules.bind(registry);
  }

  boolean isOf(RunExecutor other) {
    return executor == other;
  }

  boolean isLedgerWithinReach() {
    return ledger.filter(ScheduleMetrics::isLedgerWithinReach).isPresent();
  }

  @Override
  public void close() {
    ledger.ifPresent(executor::removeListener);
    ledger.ifPresent(ScheduleMetrics::close);
    runs.close();
    schedules.removeAll();
  }
}
