package org.fluxjvm.scheduler.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.fluxjvm.rfc.FluxDuration;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the values that speak of time. */
final class TimeValues {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

  private TimeValues() {}

  static Optional<String> cron(Field field, Problems problems) {
    return Scalars.text(field, problems).flatMap(text -> cron(text, field.node(), problems));
  }

  private static Optional<String> cron(String text, Node node, Problems problems) {
    Optional<String> reason = QuartzCron.refusal(text);
    reason.ifPresent(
        why ->
            problems.error(
                node.getStartMark(),
                "`cron` %s is wrong: %s; a Quartz cron expression is allowed, as in `0 30 2 * * ?`"
                    .formatted(Quoted.quoted(text), Quoted.line(why))));
    return reason.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  static Optional<Duration> every(Field field, Problems problems) {
    Optional<Duration> interval =
        Scalars.text(field, problems).flatMap(text -> finite(text, field, problems));
    if (interval.isPresent()
        && (interval.get().compareTo(SHORTEST_INTERVAL) < 0
            || interval.get().compareTo(LONGEST_INTERVAL) > 0)) {
      problems.error(
          field.node().getStartMark(),
          "`every` is %s; it must be from 1ms to %dd"
              .formatted(Scalars.kind(field.node()), LONGEST_INTERVAL.toDays()));
      return Optional.empty();
    }
    return interval;
  }

  /** A rest between tries, which may be none. */
  static Optional<Duration> backoff(Field field, Problems problems) {
    Optional<Duration> rest =
        Scalars.text(field, problems).flatMap(text -> finite(text, field, problems));
    if (rest.isPresent() && rest.get().compareTo(LONGEST_INTERVAL) > 0) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is %s; it must be at most %dd"
              .formatted(field.name(), Scalars.kind(field.node()), LONGEST_INTERVAL.toDays()));
      return Optional.empty();
    }
    return rest;
  }

  /** A time limit; zero and {@code inf} both are Flux's zero, no limit. */
  static Optional<Duration> duration(Field field, Problems problems) {
    return Scalars.text(field, problems)
        .flatMap(
            text -> isInfinite(text) ? Optional.of(Duration.ZERO) : finite(text, field, problems));
  }

  private static boolean isInfinite(String text) {
    try {
      return Double.isInfinite(FluxDuration.parseSeconds(text));
    } catch (IllegalArgumentException e) {
      return false; // finite() says what is wrong with it
    }
  }

  private static Optional<Duration> finite(String text, Field field, Problems problems) {
    try {
      return Optional.of(FluxDuration.parse(text));
    } catch (IllegalArgumentException e) {
      problems.error(
          field.node().getStartMark(),
          "`%s`: %s".formatted(field.name(), Quoted.line(String.valueOf(e.getMessage()))));
      return Optional.empty();
    }
  }

  static Optional<Instant> at(Field field, Problems problems) {
    Optional<String> text = Scalars.text(field, problems);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeParseException e) {
      problems.error(
          field.node().getStartMark(),
          "`at` is %s; it must be an ISO-8601 instant, as in 2026-12-01T00:00:00Z"
              .formatted(Scalars.kind(field.node())));
      return Optional.empty();
    }
  }

  static Optional<ZoneId> timezone(Field field, Problems problems) {
    Optional<String> text = Scalars.text(field, problems);
    try {
      return text.map(ZoneId::of);
    } catch (DateTimeException e) {
      problems.error(
          field.node().getStartMark(),
          "`timezone` is %s, which is unknown%s; a name of the IANA database is allowed, as in"
                  .formatted(
                      Scalars.kind(field.node()),
                      Nearest.hint(text.orElse(""), ZoneId.getAvailableZoneIds()))
              + " Europe/Berlin, or an offset such as +02:00");
      return Optional.empty();
    }
  }
}
