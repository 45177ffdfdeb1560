package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;

/**
 * When a trigger fires.
 *
 * @param job what it fires
 * @param previous its last scheduled firing; empty before the first
 * @param next its next one; empty if there is none
 * @param second the one after that
 */
record FireTimes(
    JobKey job, Optional<Instant> previous, Optional<Instant> next, Optional<Instant> second) {

  static FireTimes of(Trigger trigger) {
    Date next = trigger.getNextFireTime();
    return new FireTimes(
        trigger.getJobKey(),
        instant(trigger.getPreviousFireTime()),
        instant(next),
        next == null ? Optional.empty() : instant(trigger.getFireTimeAfter(next)));
  }

  private static Optional<Instant> instant(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  /** These times in a state of their trigger: one that is paused fires at none of them. */
  FireTimes in(@Nullable TriggerState state) {
    return state == TriggerState.PAUSED
        ? new FireTimes(job, previous, Optional.empty(), Optional.empty())
        : this;
  }

  /**
   * The time between the last firing of a job and its next one.
   *
   * @param triggers all triggers of the job
   */
  static Optional<Duration> interval(Collection<FireTimes> triggers) {
    List<Instant> coming =
        triggers.stream()
            .flatMap(times -> Stream.of(times.next(), times.second()))
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();
    if (coming.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> last =
        triggers.stream()
            .map(FireTimes::previous)
            .flatMap(Optional::stream)
            .max(Instant::compareTo);
    if (last.isPresent()) {
      return Optional.of(Duration.between(last.get(), coming.getFirst()));
    }
    return coming.size() < 2
        ? Optional.empty()
        : Optional.of(Duration.between(coming.get(0), coming.get(1)));
  }

  /** Whether its trigger is due by then, or overdue. */
  boolean isDueBy(Instant time) {
    return next.filter(due -> due.isBefore(time)).isPresent();
  }
}
