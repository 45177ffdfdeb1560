package org.fluxjvm.scheduler.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fires of a cron expression in a zone, counted against a budget. */
final class Fires {
  /** What it costs, in fires, to find that there is none: Quartz looks a century ahead. */
  private static final int COST_OF_NONE = 20_000;

  private final QuartzCron cron;
  private final Budget budget;

  Fires(QuartzCron cron, Budget budget) {
    this.cron = cron;
    this.budget = budget;
  }

  Optional<Instant> after(Instant instant) {
    Optional<Instant> next = cron.after(instant);
    budget.spend(next.isPresent() ? 1 : COST_OF_NONE);
    return next;
  }

  /** All fires from an instant, which is a whole second, to before another. */
  List<Instant> between(Instant from, Instant to) {
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> next = after(from.minusSeconds(1));
    while (next.isPresent() && next.get().isBefore(to)) {
      fires.add(next.get());
      next = after(next.get());
    }
    return fires;
  }

  boolean anyBetween(Instant from, Instant to) {
    return after(from.minusSeconds(1)).filter(next -> next.isBefore(to)).isPresent();
  }
}
