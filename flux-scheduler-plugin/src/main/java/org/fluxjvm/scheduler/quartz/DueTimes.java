package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.quartz.CronTrigger;
import org.quartz.DailyTimeIntervalTrigger;
import org.quartz.Trigger;

/**
 * The times at which a schedule is due, whether or not it was fired then. Quartz tells what comes
 * after a time; what came before it is searched for.
 */
final class DueTimes {
  /** How far back is looked: schedules of a leap day are due this often. */
  private static final Duration FARTHEST = Duration.ofDays(8 * 366);

  private static final Duration NEAREST = Duration.ofMinutes(1);

  private final Trigger schedule;

  private DueTimes(Trigger schedule) {
    this.schedule = schedule;
  }

  /** Where a trigger's times do not hang on its start, they reach back to before that. */
  static DueTimes of(Trigger trigger) {
    boolean isByCalendar =
        trigger instanceof CronTrigger || trigger instanceof DailyTimeIntervalTrigger;
    return new DueTimes(
        isByCalendar
            ? trigger.getTriggerBuilder().startAt(Date.from(Instant.EPOCH)).build()
            : trigger);
  }

  Optional<Instant> after(Instant time) {
    return Optional.ofNullable(schedule.getFireTimeAfter(Date.from(time))).map(Date::toInstant);
  }

  /** The last time before one, and the one before that, if they are near enough. */
  List<Instant> twoBefore(Instant time) {
    List<Instant> found = new ArrayList<>();
    Duration guess = after(time).map(next -> Duration.between(time, next)).orElse(NEAREST);
    Optional<Instant> last = before(time, guess);
    last.ifPresent(found::add);
    last.flatMap(one -> before(one, Duration.between(one, time))).ifPresent(found::add);
    return found;
  }

  /** Most are as far from each other as the ones before: the guess is right then. */
  private Optional<Instant> before(Instant time, Duration guess) {
    for (Duration back = guess; back.compareTo(FARTHEST) < 0; back = back.multipliedBy(2)) {
      Optional<Instant> earlier =
          after(time.minus(back).minusMillis(1)).filter(due -> due.isBefore(time));
      if (earlier.isPresent()) {
        return Optional.of(last(earlier.get(), time));
      }
    }
    return Optional.empty();
  }

  /**
   * The last one before a time.
   *
   * @param due one that is before it
   */
  private Instant last(Instant due, Instant time) {
    Instant low = due;
    Instant high = time;
    while (after(low).filter(next -> next.isBefore(time)).isPresent()) {
      Instant middle = low.plus(Duration.between(low, high).dividedBy(2));
      Optional<Instant> found = after(middle).filter(next -> next.isBefore(time));
      low = found.orElse(low);
      high = found.isPresent() ? high : middle;
    }
    return low;
  }
}
