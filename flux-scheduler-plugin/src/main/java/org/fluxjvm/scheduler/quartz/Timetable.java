package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;

/**
 * The triggers of a scheduler and its Flux jobs, as they were last heard of. It is kept by what
 * Quartz tells as it happens, and by reading the store in between; whoever looks at it asks no
 * store. Safe from any thread.
 */
final class Timetable {
  /** How many triggers are known, and how many jobs. */
  static final int LIMIT = 1_000;

  private final Map<TriggerKey, FireTimes> triggers = new LinkedHashMap<>();
  private final Map<JobKey, Set<TriggerKey>> byJob = new HashMap<>();
  private final Set<JobKey> jobs = new LinkedHashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What Quartz has told of since the reading under way has begun: that is newer. */
  private final Set<Object> told = new HashSet<>();

  private boolean reading;

  /** How often triggers or jobs have come or gone. */
  private long changes;

  /** What a reading has found. */
  record Page(Map<TriggerKey, FireTimes> triggers, Set<JobKey> jobs) {}

  /**
   * Whether a trigger is of the timetable: it is made for more than one run, or has a name that
   * somebody gave it. Those that Quartz makes for firings by hand are not, nor those that stand for
   * the firings of others.
   */
  static boolean includes(TriggerKey trigger) {
    boolean isByHand =
        trigger.getGroup().equals(Scheduler.DEFAULT_GROUP) && trigger.getName().startsWith("MT_");
    return !isByHand && !RunTriggers.standsForAnother(trigger);
  }

  /** Has a listener told after triggers or jobs have come or gone. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  synchronized List<TriggerKey> triggers() {
    return List.copyOf(triggers.keySet());
  }

  /** The Flux jobs. */
  synchronized List<JobKey> jobs() {
    return List.copyOf(jobs);
  }

  /** When a trigger fires next, if that is known. */
  synchronized Optional<Instant> next(TriggerKey trigger) {
    return Optional.ofNullable(triggers.get(trigger)).flatMap(FireTimes::next);
  }

  /** The time between the firings of a job, as {@link FireTimes#interval} has it. */
  synchronized Optional<Duration> interval(JobKey job) {
    List<FireTimes> times = new ArrayList<>();
    for (TriggerKey trigger : byJob.getOrDefault(job, Set.of())) {
      Optional.ofNullable(triggers.get(trigger)).ifPresent(times::add);
    }
    return FireTimes.interval(times);
  }

  /** Notes when a trigger fires, if it is of the timetable. */
  void put(TriggerKey trigger, FireTimes times) {
    if (includes(trigger)) {
      change(trigger, () -> set(trigger, times));
    }
  }

  void remove(TriggerKey trigger) {
    change(trigger, () -> drop(trigger));
  }

  void put(JobKey job) {
    change(job, () -> set(job));
  }

  /** Removes a job, which has its triggers no longer either. */
  void remove(JobKey job) {
    change(
        job,
        () -> {
          drop(job);
          Set.copyOf(byJob.getOrDefault(job, Set.of())).forEach(this::drop);
        });
  }

  /** A reading begins. */
  synchronized void read() {
    reading = true;
  }

  /** The reading under way has ended; takes what it has found. */
  void take(Page page) {
    change(page, () -> merge(page));
    endReading();
  }

  /** The reading under way has ended, and found nothing out. */
  synchronized void endReading() {
    reading = false;
    told.clear();
  }

  private void merge(Page page) {
    List.copyOf(triggers.keySet()).stream()
        .filter(trigger -> !page.triggers().containsKey(trigger) && !told.contains(trigger))
        .forEach(this::drop);
    List.copyOf(jobs).stream()
        .filter(job -> !page.jobs().contains(job) && !told.contains(job))
        .forEach(this::drop);
    page.triggers()
        .forEach(
            (trigger, times) -> {
              if (!told.contains(trigger)) {
                set(trigger, times);
              }
            });
    page.jobs().stream().filter(job -> !told.contains(job)).forEach(this::set);
  }

  private void set(TriggerKey trigger, FireTimes times) {
    FireTimes before = triggers.get(trigger);
    if (before == null && triggers.size() >= LIMIT) {
      return;
    }
    if (before != null && before.job().equals(times.job())) {
      triggers.put(trigger, times);
      return;
    }
    drop(trigger);
    triggers.put(trigger, times);
    byJob.computeIfAbsent(times.job(), job -> new HashSet<>()).add(trigger);
    changes++;
  }

  private void set(JobKey job) {
    if (jobs.size() < LIMIT && jobs.add(job)) {
      changes++;
    }
  }

  private void drop(TriggerKey trigger) {
    FireTimes gone = triggers.remove(trigger);
    if (gone != null) {
      changes++;
      byJob.computeIfPresent(
          gone.job(),
          (job, all) -> {
            all.remove(trigger);
            return all.isEmpty() ? null : all;
          });
    }
  }

  private void drop(JobKey job) {
    if (jobs.remove(job)) {
      changes++;
    }
  }

  /** Listeners are told outside of the lock: they go to registries. */
  private void change(Object what, Runnable change) {
    boolean other;
    synchronized (this) {
      if (reading) {
        told.add(what);
      }
      long before = changes;
      change.run();
      other = changes != before;
    }
    if (other) {
      listeners.forEach(Runnable::run);
    }
  }
}
