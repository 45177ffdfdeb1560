package org.fluxjvm.scheduler.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Quartz's cron expression in a zone, with java.time on its outside. */
final class QuartzCron {
  /** Quartz would put every year of a range into a set, two thousand million of them if asked. */
  private static final Pattern HUGE_NUMBER = Pattern.compile("[0-9]{5}");

  private final CronExpression expression;

  private QuartzCron(CronExpression expression) {
    this.expression = expression;
  }

  /** Why Quartz does not take the text; empty if it does. */
  static Optional<String> refusal(String text) {
    if (HUGE_NUMBER.matcher(text).find()) {
      return Optional.of("it has a number of more than four digits");
    }
    try {
      CronExpression parsed = new CronExpression(text);
      return parsed.getCronExpression().isBlank() ? Optional.of("it is empty") : Optional.empty();
    } catch (ParseException | RuntimeException e) {
      // On odd input Quartz's parser runs over the end of the text.
      String message = e.getMessage();
      return Optional.of(
          message == null || !(e instanceof ParseException)
              ? "it cannot be parsed"
              : message.replaceAll("[.\\s]+$", ""));
    }
  }

  /** The expression in a zone; only for a text without a {@link #refusal}. */
  static QuartzCron of(String text, ZoneId zone) {
    try {
      CronExpression expression = new CronExpression(text);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      return new QuartzCron(expression);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a Quartz cron expression: " + text, e);
    }
  }

  /** The first fire after an instant. */
  Optional<Instant> after(Instant instant) {
    return Optional.ofNullable(expression.getTimeAfter(Date.from(instant))).map(Date::toInstant);
  }
}
