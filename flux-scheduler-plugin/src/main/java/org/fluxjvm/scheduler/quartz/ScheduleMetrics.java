package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunHistory;
import org.fluxjvm.scheduler.RunListener;
import org.fluxjvm.scheduler.RunResult;
import org.fluxjvm.scheduler.Timing;
import org.quartz.JobKey;

/** Meters of schedules, and of what their ledger says of them: {@link ScheduleMeter}. */
final class ScheduleMetrics implements RunListener, AutoCloseable {
  private static final double MILLIS = 1e3;

  /** After so many times without an answer what the ledger said last is no longer shown. */
  private static final int STALE_AFTER = 3;

  private static final List<ScheduleMeter> OF_JOBS =
      List.of(ScheduleMeter.LAST_SUCCESS, ScheduleMeter.FIRST_RUN, ScheduleMeter.INTERVAL);

  private final String scheduler;
  private final Timetable timetable;
  private final DocumentedMeters meters;
  private final Timing timing;
  private final Duration interval;
  private final int most;
  private final LedgerReading ledger;
  private final Set<JobKey> shown = new HashSet<>();
  private final Runnable onChange = this::changed;
  private final Refresh refresh;

  /**
   * What can be chosen.
   *
   * @param timing the time
   * @param interval how often the ledger is asked
   * @param most how many jobs are shown
   */
  record Settings(Timing timing, Duration interval, int most) {}

  private ScheduleMetrics(
      String scheduler,
      RunHistory history,
      Timetable timetable,
      DocumentedMeters meters,
      Settings settings) {
    this.scheduler = scheduler;
    this.timetable = timetable;
    this.meters = meters;
    this.timing = settings.timing();
    this.interval = settings.interval();
    this.most = settings.most();
    this.ledger = new LedgerReading(scheduler, history);
    this.refresh = new Refresh("flux-ledger-meters", timing, interval, this::ask);
  }

  static ScheduleMetrics start(
      String scheduler,
      RunHistory history,
      Timetable timetable,
      DocumentedMeters meters,
      Settings settings) {
    ScheduleMetrics started = new ScheduleMetrics(scheduler, history, timetable, meters, settings);
    meters.gauge(ScheduleMeter.UNCERTAIN, started::uncertain, scheduler);
    meters.gauge(ScheduleMeter.LEDGER_UP, () -> started.isLedgerWithinReach() ? 1 : 0, scheduler);
    timetable.onChange(started.onChange);
    started.show();
    started.refresh.start();
    return started;
  }

  private void ask() {
    Set<String> jobs = wanted().stream().map(JobNames::text).collect(Collectors.toSet());
    ledger.ask(jobs, timing.now());
  }

  private List<JobKey> wanted() {
    return timetable.jobs().stream().limit(most).toList();
  }

  private void changed() {
    show();
    refresh.soon(); // the ledger may know the jobs that came
  }

  private synchronized void show() {
    List<JobKey> wanted = wanted();
    Set<JobKey> gone = new HashSet<>(shown);
    wanted.forEach(gone::remove);
    for (JobKey job : gone) {
      OF_JOBS.forEach(meter -> meters.remove(meter, scheduler, JobNames.text(job)));
      shown.remove(job);
    }
    for (JobKey job : wanted) {
      if (shown.add(job)) {
        String name = JobNames.text(job);
        gauge(ScheduleMeter.LAST_SUCCESS, name, () -> seconds(ledger.lastSuccess(name)));
        gauge(ScheduleMeter.FIRST_RUN, name, () -> seconds(ledger.firstRun(name)));
        gauge(ScheduleMeter.INTERVAL, name, () -> interval(job));
      }
    }
  }

  private void gauge(ScheduleMeter meter, String job, Supplier<Number> value) {
    meters.gauge(meter, value, scheduler, job);
  }

  private static Number seconds(Optional<Instant> time) {
    return time.map(known -> known.toEpochMilli() / MILLIS).orElse(Double.NaN);
  }

  private Number interval(JobKey job) {
    return timetable.interval(job).map(time -> time.toMillis() / MILLIS).orElse(Double.NaN);
  }

  private Number uncertain() {
    OptionalInt count = latest();
    return count.isPresent() ? count.getAsInt() : Double.NaN;
  }

  private OptionalInt latest() {
    Instant earliest = timing.now().minus(interval.multipliedBy(STALE_AFTER));
    return ledger.uncertain(earliest);
  }

  /** Whether the ledger has answered lately. */
  boolean isLedgerWithinReach() {
    return latest().isPresent();
  }

  @Override
  public void onFinished(Run run, RunResult result) {
    if (result.isSuccess()) {
      ledger.succeeded(run.request().job(), timing.now());
    }
    if (result instanceof RunResult.Uncertain) {
      refresh.soon();
    }
  }

  @Override
  public void close() {
    timetable.remove(onChange);
    refresh.close();
  }
}
