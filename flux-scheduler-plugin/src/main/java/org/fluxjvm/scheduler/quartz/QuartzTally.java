package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fluxjvm.metrics.DocumentedMeters;
import org.fluxjvm.metrics.FirstNames;
import org.fluxjvm.metrics.QueueLabel;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/** Makes meters and a timetable of what Quartz tells. */
final class QuartzTally implements QuartzListeners.News {
  private static final double MILLIS = 1e3;

  private final String name;
  private final Scheduler scheduler;
  private final DocumentedMeters meters;
  private final Timetable timetable;
  private final int mostTriggers;
  private final Runnable readSoon;
  private final FirstNames groups = new FirstNames(QueueLabel.LIMIT);
  private final Set<String> prepared = new HashSet<>();
  private final Set<TriggerKey> shown = new HashSet<>();

  QuartzTally(
      String name,
      Scheduler scheduler,
      DocumentedMeters meters,
      Timetable timetable,
      int mostTriggers,
      Runnable readSoon) {
    this.name = name;
    this.scheduler = scheduler;
    this.meters = meters;
    this.timetable = timetable;
    this.mostTriggers = mostTriggers;
    this.readSoon = readSoon;
  }

  /** Makes the meters that are there from the start. What they ask is in memory. */
  void begin() throws SchedulerException {
    int threads = scheduler.getMetaData().getThreadPoolSize();
    meters.prepare(QuartzMeter.ERRORS, name);
    meters.prepare(QuartzMeter.STORE_READS, name, "success");
    meters.prepare(QuartzMeter.STORE_READS, name, "error");
    meters.gauge(QuartzMeter.RUNNING, () -> known(this::running), name);
    meters.gauge(QuartzMeter.JOBS_RUNNING, () -> known(this::busy), name);
    meters.gauge(QuartzMeter.THREADS, () -> known(this::busy), name, "busy");
    meters.gauge(
        QuartzMeter.THREADS, () -> known(() -> Math.max(0, threads - busy())), name, "idle");
    show();
  }

  private int running() throws Exception {
    return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown() ? 1 : 0;
  }

  private int busy() throws Exception {
    return scheduler.getCurrentlyExecutingJobs().size();
  }

  private static Number known(Callable<Number> value) {
    try {
      return value.call();
    } catch (Exception e) { // whatever a scheduler that is gone throws
      return Double.NaN;
    }
  }

  /** Brings what is shown of triggers to what the timetable has. */
  synchronized void show() {
    List<TriggerKey> known = timetable.triggers();
    known.forEach(trigger -> prepare(trigger.getGroup()));
    List<TriggerKey> wanted = known.stream().limit(mostTriggers).toList();
    Set<TriggerKey> gone = new HashSet<>(shown);
    wanted.forEach(gone::remove);
    for (TriggerKey trigger : gone) {
      meters.remove(QuartzMeter.NEXT_FIRE, name, trigger.toString());
      shown.remove(trigger);
    }
    for (TriggerKey trigger : wanted) {
      if (shown.add(trigger)) {
        meters.gauge(QuartzMeter.NEXT_FIRE, () -> next(trigger), name, trigger.toString());
      }
    }
  }

  private Number next(TriggerKey trigger) {
    return timetable.next(trigger).map(time -> time.toEpochMilli() / MILLIS).orElse(Double.NaN);
  }

  /** The value of a group's tag, whose series are there from then on. */
  private synchronized String prepare(String group) {
    String label = groups.label(group);
    if (prepared.add(label)) {
      meters.prepare(QuartzMeter.FIRED, name, label);
      meters.prepare(QuartzMeter.MISFIRED, name, label);
      meters.prepare(QuartzMeter.DELAY, name, label);
    }
    return label;
  }

  @Override
  public void fired(Trigger trigger, JobExecutionContext firing) {
    if (RunTriggers.standsForAnother(trigger.getKey()) || firing.getRefireCount() > 0) {
      return; // it is counted already
    }
    String group = prepare(trigger.getKey().getGroup());
    meters.count(QuartzMeter.FIRED, name, group);
    Date scheduled = firing.getScheduledFireTime();
    if (scheduled != null) {
      Duration delay = Duration.between(scheduled.toInstant(), firing.getFireTime().toInstant());
      meters.record(QuartzMeter.DELAY, delay, name, group);
    }
    timetable.put(trigger.getKey(), FireTimes.of(trigger));
  }

  @Override
  public void misfired(Trigger trigger) {
    if (!RunTriggers.standsForAnother(trigger.getKey())) {
      meters.count(QuartzMeter.MISFIRED, name, prepare(trigger.getKey().getGroup()));
      readSoon.run(); // its next time is made of its policy after this
    }
  }

  /** The store was read, or was not: {@code success} or {@code error}. */
  void read(String outcome) {
    meters.count(QuartzMeter.STORE_READS, name, outcome);
  }

  @Override
  public void error() {
    meters.count(QuartzMeter.ERRORS, name);
  }

  @Override
  public void scheduled(Trigger trigger) {
    timetable.put(trigger.getKey(), FireTimes.of(trigger));
  }

  @Override
  public void unscheduled(TriggerKey trigger) {
    timetable.remove(trigger);
  }

  @Override
  public void added(JobDetail job) {
    if (FluxJobs.includes(job)) {
      timetable.put(job.getKey());
    }
  }

  @Override
  public void deleted(JobKey job) {
    timetable.remove(job);
  }

  @Override
  public void changed() {
    readSoon.run();
  }
}
