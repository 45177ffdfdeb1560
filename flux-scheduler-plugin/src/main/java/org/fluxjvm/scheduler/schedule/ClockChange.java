package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one change of the clocks does to the fires of a cron expression.
 *
 * <p>An expression that names hours means times of the day: each should be met once. One that fires
 * in every hour means a beat: what matters is that it does not pause.
 */
final class ClockChange {
  private static final int HOURS = 24;
  private static final int FEW = 4;

  /** Short ones first: an expression may fire each second, or once a year. */
  private static final List<Duration> LOOKING_BACK =
      List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(366));

  private final Fires fires;
  private final Fires written;

  /** What happens, and on which day first. */
  record Effect(String what, LocalDate day) {}

  /** {@code written} are the fires of the same expression in UTC, which knows no changes. */
  ClockChange(Fires fires, Fires written) {
    this.fires = fires;
    this.written = written;
  }

  /** What happens, or nothing if the author gets what was written. */
  Optional<Effect> effect(ZoneOffsetTransition change) {
    return change.isGap() ? skipped(change) : repeated(change);
  }

  private Optional<Effect> skipped(ZoneOffsetTransition change) {
    LocalDateTime to = change.getDateTimeAfter();
    List<LocalDateTime> inGap = written(change.getDateTimeBefore(), to);
    List<LocalDateTime> later = written(to, firstAfter(change));
    return later.isEmpty() && keepsBeat(inGap, to, change.getDuration())
        ? Optional.empty()
        : told("does not fire at", Stream.concat(inGap.stream(), later.stream()).toList());
  }

  /**
   * The first fire after a gap. Quartz computes it from the last one before, and finds its way out
   * of some gaps only an hour or a day later.
   */
  private LocalDateTime firstAfter(ZoneOffsetTransition change) {
    return fires
        .after(lastBefore(change))
        .map(first -> LocalDateTime.ofInstant(first, change.getOffsetAfter()))
        .orElse(change.getDateTimeAfter());
  }

  private Instant lastBefore(ZoneOffsetTransition change) {
    LocalDateTime gap = change.getDateTimeBefore();
    return LOOKING_BACK.stream()
        .map(window -> written(gap.minus(window), gap))
        .filter(times -> !times.isEmpty())
        .map(times -> times.getLast().toInstant(change.getOffsetBefore()))
        .findFirst()
        .orElse(change.getInstant().minusSeconds(1));
  }

  /** Whether what the gap swallows would have come, and comes, just as long after the last fire. */
  private boolean keepsBeat(List<LocalDateTime> inGap, LocalDateTime to, Duration gap) {
    return inGap.isEmpty()
        || (firesEveryHour(to.toLocalDate())
            && written(to, to.plus(gap))
                .equals(inGap.stream().map(time -> time.plus(gap)).toList()));
  }

  private Optional<Effect> repeated(ZoneOffsetTransition change) {
    List<LocalDateTime> times = written(change.getDateTimeAfter(), change.getDateTimeBefore());
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Duration overlap = change.getDuration().abs();
    Instant instant = change.getInstant();
    Set<Instant> met = new HashSet<>(fires.between(instant.minus(overlap), instant.plus(overlap)));
    Predicate<LocalDateTime> first = time -> met.contains(time.toInstant(change.getOffsetBefore()));
    Predicate<LocalDateTime> second = time -> met.contains(time.toInstant(change.getOffsetAfter()));
    return firesEveryHour(change.getDateTimeAfter().toLocalDate())
        ? told("fires once instead of twice at", only(times, first.and(second).negate()))
        : told("fires twice at", only(times, first.and(second)))
            .or(() -> told("does not fire at", only(times, first.or(second).negate())));
  }

  private static List<LocalDateTime> only(
      List<LocalDateTime> times, Predicate<LocalDateTime> affected) {
    return times.stream().filter(affected).toList();
  }

  private List<LocalDateTime> written(LocalDateTime from, LocalDateTime to) {
    return written.between(from.toInstant(ZoneOffset.UTC), to.toInstant(ZoneOffset.UTC)).stream()
        .map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC))
        .toList();
  }

  private boolean firesEveryHour(LocalDate day) {
    Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    for (int hour = 0; hour < HOURS; hour++) {
      Instant start = midnight.plus(Duration.ofHours(hour));
      if (!written.anyBetween(start, start.plus(Duration.ofHours(1)))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Effect> told(String what, List<LocalDateTime> times) {
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new Effect(what + " " + shown(times), times.getFirst().toLocalDate()));
  }

  private static String shown(List<LocalDateTime> times) {
    LocalDateTime last = times.getLast();
    boolean oneDay = times.getFirst().toLocalDate().equals(last.toLocalDate());
    Function<LocalDateTime, String> format =
        time -> oneDay ? time.toLocalTime().toString() : time.toString();
    return times.size() <= FEW
        ? times.stream().map(format).collect(Collectors.joining(", "))
        : "%s to %s (%d fires)"
            .formatted(format.apply(times.getFirst()), format.apply(last), times.size());
  }
}
