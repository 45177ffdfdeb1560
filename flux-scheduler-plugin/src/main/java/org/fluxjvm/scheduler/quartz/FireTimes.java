package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;

/**
 * When a trigger fires.
 *
 * @param job what it fires
 * @param past the last two times of its schedule before its next firing, the later one first; fewer
 *     if it began after them
 * @param coming its next firing, and the one after that; fewer if there are none
 * @param next when it fires next; empty if it does not, or waits for something else than that time
 */
record FireTimes(JobKey job, List<Instant> past, List<Instant> coming, Optional<Instant> next) {
  FireTimes {
    past = List.copyOf(past);
    coming = List.copyOf(coming);
  }

  /** Times of a trigger that fires at them. */
  FireTimes(JobKey job, List<Instant> past, List<Instant> coming) {
    this(job, past, coming, coming.stream().findFirst());
  }

  static FireTimes of(Trigger trigger) {
    if (trigger.getNextFireTime() == null) {
      return new FireTimes(trigger.getJobKey(), List.of(), List.of());
    }
    Instant next = trigger.getNextFireTime().toInstant();
    DueTimes due = DueTimes.of(trigger);
    List<Instant> coming =
        due.after(next).map(second -> List.of(next, second)).orElse(List.of(next));
    return new FireTimes(trigger.getJobKey(), due.twoBefore(next), coming);
  }

  /**
   * These times in a state of their trigger: one that is paused fires at none of them, and one that
   * is blocked when a run of its job has ended.
   */
  FireTimes in(@Nullable TriggerState state) {
    return switch (state) {
      case PAUSED -> new FireTimes(job, List.of(), List.of());
      case BLOCKED -> new FireTimes(job, past, coming, Optional.empty());
      case null, default -> this;
    };
  }

  /**
   * The longer one of the times before and after the last firing of a job by its schedule: a job
   * that has rested over a weekend may take as long for its success of Monday.
   *
   * @param triggers all triggers of the job
   */
  static Optional<Duration> interval(Collection<FireTimes> triggers) {
    NavigableSet<Instant> coming = new TreeSet<>();
    NavigableSet<Instant> past = new TreeSet<>();
    triggers.forEach(times -> coming.addAll(times.coming()));
    triggers.forEach(times -> past.addAll(times.past()));
    if (coming.isEmpty()) {
      return Optional.empty();
    }
    Instant next = coming.getFirst();
    Instant last = past.lower(next);
    if (last == null) {
      return Optional.ofNullable(coming.higher(next)).map(second -> Duration.between(next, second));
    }
    Instant before = past.lower(last);
    Duration after = Duration.between(last, next);
    return before == null || Duration.between(before, last).compareTo(after) < 0
        ? Optional.of(after)
        : Optional.of(Duration.between(before, last));
  }

  /** Whether its trigger is due by then, or overdue. */
  boolean isDueBy(Instant time) {
    return next.filter(due -> due.isBefore(time)).isPresent();
  }
}
