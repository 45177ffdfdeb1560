package org.fluxjvm.scheduler.schedule;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.Mark;

/** Reads when a job fires, and warns of what its author may not have thought of. */
final class FiringReader {
  private final Mark job;
  private final Settings own;
  private final Settings settings;
  private final Problems problems;
  private final CronWarnings warnings;

  FiringReader(
      Mark job, Settings own, Settings settings, Problems problems, CronWarnings warnings) {
    this.job = job;
    this.own = own;
    this.settings = settings;
    this.problems = problems;
    this.warnings = warnings;
  }

  Optional<Firing> read() {
    OneOf.check(own, Key.TRIGGERS, problems);
    OneOf.require(own, Key.TRIGGERS, job, "trigger", problems);
    if (own.has(Key.COUNT) && !own.has(Key.EVERY)) {
      problems.error(
          own.value(Key.COUNT).orElseThrow().key(),
          "`count` without `every`; it is allowed only beside it");
    }
    if (own.has(Key.TIMEZONE) && !own.given(Key.TRIGGERS).isEmpty() && !own.has(Key.CRON)) {
      problems.warning(
          own.value(Key.TIMEZONE).orElseThrow().key(),
          "`timezone` has no effect here; it is for `cron` only");
    }
    if (own.has(Key.MISFIRE) && own.has(Key.AFTER)) {
      problems.warning(
          own.value(Key.MISFIRE).orElseThrow().key(),
          "`misfire` has no effect here; a job with `after` fires whenever the other one ends");
    }
    return cron().or(this::every).or(this::at).or(() -> own.get(Key.AFTER));
  }

  private Optional<Firing> cron() {
    Optional<ZoneId> zone =
        settings.has(Key.TIMEZONE) ? settings.get(Key.TIMEZONE) : Optional.of(ZoneOffset.UTC);
    return own.value(Key.CRON)
        .flatMap(
            value ->
                value
                    .read()
                    .flatMap(text -> zone.map(where -> new Firing.Cron(text, where)))
                    .map(
                        cron -> {
                          warnings.cron(cron, value.place());
                          return cron;
                        }));
  }

  private Optional<Firing> every() {
    return own.get(Key.EVERY)
        .map(
            interval ->
                new Firing.Every(
                    interval, own.get(Key.COUNT).map(OptionalInt::of).orElse(OptionalInt.empty())));
  }

  private Optional<Firing> at() {
    return own.value(Key.AT)
        .flatMap(
            value ->
                value
                    .read()
                    .map(
                        instant -> {
                          Misfire misfire = settings.get(Key.MISFIRE).orElse(Misfire.FIRE_ONCE);
                          warnings.at(instant, misfire, value.place());
                          return new Firing.At(instant);
                        }));
  }
}
