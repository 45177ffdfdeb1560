package org.fluxjvm.scheduler.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/** Warns of fires that will not be as they were written. */
final class CronWarnings {
  /** Fires that are computed for one file, about, so that a large file is read in seconds. */
  private static final int BUDGET = 150_000;

  private final Instant now;
  private final Problems problems;
  private final Budget budget = new Budget(BUDGET);
  private final Map<Firing.Cron, Verdict> known = new HashMap<>();
  private boolean toldOfBudget;

  CronWarnings(Instant now, Problems problems) {
    this.now = now;
    this.problems = problems;
  }

  void cron(Firing.Cron cron, Mark place) {
    if (!known.containsKey(cron) && budget.isSpent()) {
      tellOfBudget(place);
      return;
    }
    Verdict verdict = known.computeIfAbsent(cron, this::judge);
    verdict.error.ifPresent(text -> problems.error(place, "`cron` " + text));
    verdict.warnings.forEach(text -> problems.warning(place, "`cron` " + text));
  }

  private record Verdict(Optional<String> error, List<String> warnings) {}

  private Verdict judge(Firing.Cron cron) {
    String written = Quoted.quoted(cron.expression());
    try {
      Fires fires = new Fires(QuartzCron.of(cron.expression(), cron.timezone()), budget);
      return new Verdict(
          Optional.empty(),
          fires.after(now).isEmpty()
              ? List.of(written + " never fires again")
              : new DaylightSaving(cron, fires, budget).warnings(now));
    } catch (NoSuchElementException e) {
      // Quartz's parser lets through some fields without a value in them.
      return new Verdict(
          Optional.of(written + " is wrong: one of its fields has no value in its range"),
          List.of());
    }
  }

  private void tellOfBudget(Mark place) {
    if (!toldOfBudget) {
      toldOfBudget = true;
      problems.warning(
          place,
          "this `cron` and others below are not checked against daylight-saving changes; the file"
              + " has too many fires to look at");
    }
  }

  void at(Instant instant, Misfire misfire, Mark place) {
    if (instant.isBefore(now)) {
      problems.warning(
          place,
          misfire == Misfire.SKIP
              ? "`at` is in the past; with `misfire: skip` the job does not fire"
              : "`at` is in the past; the job fires once, at the start");
    }
  }
}
