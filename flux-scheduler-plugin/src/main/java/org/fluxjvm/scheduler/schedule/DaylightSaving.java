package org.fluxjvm.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the changes of the clocks in a zone do to a cron expression in it: the times as they were
 * written, compared with the instants that Quartz computes around each change.
 */
final class DaylightSaving {
  private static final int YEARS = 2;

  private final Firing.Cron cron;
  private final ClockChange change;

  DaylightSaving(Firing.Cron cron, Fires fires, Budget budget) {
    this.cron = cron;
    this.change =
        new ClockChange(fires, new Fires(QuartzCron.of(cron.expression(), ZoneOffset.UTC), budget));
  }

  /** One text for each thing that happens within two years, with the dates on which it does. */
  List<String> warnings(Instant now) {
    Map<Surprise, List<LocalDate>> dates = new LinkedHashMap<>();
    for (ZoneOffsetTransition transition : transitions(now)) {
      change
          .effect(transition)
          .ifPresent(
              effect ->
                  dates
                      .computeIfAbsent(Surprise.of(effect, transition), none -> new ArrayList<>())
                      .add(effect.day()));
    }
    return dates.entrySet().stream()
        .map(entry -> entry.getKey().on(entry.getValue(), cron.timezone()))
        .toList();
  }

  private record Surprise(String what, String direction, LocalTime before, LocalTime after) {
    static Surprise of(ClockChange.Effect effect, ZoneOffsetTransition transition) {
      return new Surprise(
          effect.what(),
          transition.isGap() ? "forward" : "back",
          transition.getDateTimeBefore().toLocalTime(),
          transition.getDateTimeAfter().toLocalTime());
    }

    String on(List<LocalDate> dates, ZoneId zone) {
      String days = dates.stream().map(LocalDate::toString).collect(Collectors.joining(" and "));
      return ("%s on %s, when the clocks in %s go %s from %s to %s;"
              + " `every` or `timezone: UTC` knows no such day")
          .formatted(what, days, zone, direction, before, after);
    }
  }

  private List<ZoneOffsetTransition> transitions(Instant now) {
    ZoneRules rules = cron.timezone().getRules();
    Instant end = now.atZone(cron.timezone()).plusYears(YEARS).toInstant();
    return Stream.iterate(
            rules.nextTransition(now),
            next -> next != null && !next.getInstant().isAfter(end),
            previous -> rules.nextTransition(previous.getInstant()))
        .toList();
  }
}
