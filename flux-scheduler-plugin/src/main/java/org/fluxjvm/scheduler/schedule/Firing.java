package org.fluxjvm.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.fluxjvm.scheduler.RunRequest.Upon;

/** When a job fires. */
public sealed interface Firing {
  /**
   * By a Quartz cron expression.
   *
   * @param expression the expression; {@code org.quartz.CronExpression} takes it
   * @param timezone the zone in which it is read
   */
  record Cron(String expression, ZoneId timezone) implements Firing {}

  /**
   * At a fixed interval, for the first time when the scheduler starts.
   *
   * @param interval from one fire to the next, 1 ms or more
   * @param count the number of fires, 1 or more; empty for no end
   */
  record Every(Duration interval, OptionalInt count) implements Firing {}

  /**
   * Once.
   *
   * @param instant when
   */
  record At(Instant instant) implements Firing {}

  /**
   * When a run of another job of the file has ended; it is scheduled for the same time as that.
   *
   * @param job the name of the other job
   * @param on upon which end; that of its last try
   */
  record After(String job, Upon on) implements Firing {}
}
