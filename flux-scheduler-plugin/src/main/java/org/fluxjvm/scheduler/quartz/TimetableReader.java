package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fluxjvm.scheduler.Timing;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the triggers and jobs of a scheduler from its store. In a cluster others fire them too, of
 * which Quartz tells nothing here.
 */
final class TimetableReader {
  private static final Logger LOG = LoggerFactory.getLogger(TimetableReader.class);

  private final Scheduler scheduler;
  private final Timetable timetable;
  private final Timing timing;
  private final Consumer<String> outcomes;

  /** A trigger that is not due for longer is not asked for its state. */
  private final Duration horizon;

  private final Map<JobKey, Boolean> isFlux = new HashMap<>();

  /**
   * Nothing is read yet.
   *
   * @param outcomes is told of each reading: {@code success} or {@code error}
   */
  TimetableReader(
      Scheduler scheduler,
      Timetable timetable,
      Timing timing,
      Duration horizon,
      Consumer<String> outcomes) {
    this.scheduler = scheduler;
    this.timetable = timetable;
    this.timing = timing;
    this.horizon = horizon;
    this.outcomes = outcomes;
  }

  /** Reads all; a store that does not answer leaves the timetable as it is. */
  synchronized void read() {
    timetable.read();
    try {
      timetable.take(new Timetable.Page(triggers(), jobs()));
      outcomes.accept("success");
    } catch (SchedulerException | RuntimeException e) {
      timetable.endReading();
      outcomes.accept("error");
      LOG.debug("The triggers are read again later", e);
    }
  }

  private Map<TriggerKey, FireTimes> triggers() throws SchedulerException {
    Map<TriggerKey, FireTimes> found = new LinkedHashMap<>();
    Instant soon = timing.now().plus(horizon);
    Set<TriggerKey> all = new HashSet<>(scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup()));
    all.removeIf(key -> !Timetable.includes(key));
    for (TriggerKey key : inOrder(timetable.triggers(), all).limit(Timetable.LIMIT).toList()) {
      Trigger trigger = scheduler.getTrigger(key);
      if (trigger != null) {
        FireTimes times = FireTimes.of(trigger);
        found.put(key, times.isDueBy(soon) ? times.in(scheduler.getTriggerState(key)) : times);
      }
    }
    return found;
  }

  private Set<JobKey> jobs() throws SchedulerException {
    Set<JobKey> found = new HashSet<>();
    Set<JobKey> all = scheduler.getJobKeys(GroupMatcher.anyJobGroup());
    isFlux.keySet().retainAll(all);
    inOrder(timetable.jobs(), all).filter(this::isFlux).limit(Timetable.LIMIT).forEach(found::add);
    return found;
  }

  private boolean isFlux(JobKey job) {
    Boolean known = isFlux.get(job);
    if (known != null) {
      return known;
    }
    try {
      boolean flux = FluxJobs.includes(scheduler.getJobDetail(job));
      isFlux.put(job, flux);
      return flux;
    } catch (SchedulerException e) { // its class is not here: other schedulers may have it
      LOG.debug("Job {} cannot be read", job, e);
      return false;
    }
  }

  /** Those that are known go first: what is shown stays. */
  private static <K extends Comparable<? super K>> Stream<K> inOrder(List<K> known, Set<K> all) {
    Set<K> first = new LinkedHashSet<>(known);
    return Stream.concat(
        known.stream().filter(all::contains),
        all.stream().filter(key -> !first.contains(key)).sorted());
  }
}
