package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.RunExecutor;

/** The end of a session: nothing fires any more, and what runs is awaited, left or canceled. */
final class Closing {
  /** How long Flux may take to cancel a job: it kills what does not heed SIGTERM after 5 s. */
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(30);

  private static final Duration NO_LIMIT = Duration.ofDays(36_500);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Session.Plan plan;
  private final Engine engine;
  private final RunExecutor executor;
  private final Stop stop;
  private final Summary summary;
  private final Display display;
  private final Style style;

  Closing(
      Session.Plan plan, Engine engine, Stop stop, Summary summary, Display display, Style style) {
    this.plan = plan;
    this.engine = engine;
    this.executor = engine.scheduling().executor();
    this.stop = stop;
    this.summary = summary;
    this.display = display;
    this.style = style;
  }

  void close(Firings firings, Stop.Reason reason) {
    firings.rest();
    Stop.Wish granted = drain(firings, reason);
    if (!firings.areUnderWay()) {
      return;
    }
    if (granted.how() == Stop.How.DETACH) {
      Farewell.lines(executor.active(), style).forEach(display::say);
      engine.scheduling().close();
    } else {
      cancel();
      drainCanceled(firings);
    }
  }

  /**
   * Waits for the firings under way for as long as it is wanted now, which can change meanwhile;
   * gives the wish that it waits no longer with.
   */
  private Stop.Wish drain(Firings firings, Stop.Reason reason) {
    long start = System.nanoTime();
    Stop.Wish wish = stop.wish();
    boolean told = reason == Stop.Reason.EXHAUSTED;
    while (firings.areUnderWay()) {
      if (!told && !wish.atOnce() && !executor.active().isEmpty()) {
        display.say("stopping: " + Farewell.text(wish.how(), plan, executor.active().size()));
      }
      told = true;
      if (wish.atOnce() || System.nanoTime() - start >= patience(wish.how()).toNanos()) {
        return wish;
      }
      stop.awaitOther(wish, POLL);
      Stop.Wish now = stop.wish();
      told = now.equals(wish);
      wish = now;
    }
    return wish;
  }

  private Duration patience(Stop.How how) {
    return switch (how) {
      case GRACE -> plan.grace();
      case DRAIN -> NO_LIMIT;
      case DETACH -> Duration.ZERO;
    };
  }

  private void drainCanceled(Firings firings) {
    long start = System.nanoTime();
    Stop nobody = new Stop(); // Flux kills them as fast as it can
    while (firings.areUnderWay() && System.nanoTime() - start < CANCEL_LIMIT.toNanos()) {
      nobody.awaitOther(nobody.wish(), POLL);
    }
  }

  private void cancel() {
    List<Run> rest = new ArrayList<>(executor.active());
    if (rest.isEmpty()) {
      return; // the last of them has ended, and Quartz is about to hear of it
    }
    display.say("canceling " + Plural.of(rest.size(), "run"));
    for (Run run : rest) {
      summary.stopping(run);
      executor.cancel(run, "the scheduler stops");
    }
  }
}
