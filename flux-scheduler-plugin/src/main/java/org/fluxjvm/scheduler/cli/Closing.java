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
    if (reason != Stop.Reason.EXHAUSTED && !executor.active().isEmpty()) {
      display.say("stopping: " + Farewell.text(stop.how(), plan, executor.active().size()));
    }
    if (stop.how() != Stop.How.DETACH && firings.drain(patience(), stop)) {
      return;
    }
    if (stop.how() == Stop.How.DETACH) {
      Farewell.lines(executor.active(), style).forEach(display::say);
      engine.scheduling().close();
    } else {
      cancel();
      firings.drainAll(CANCEL_LIMIT);
    }
  }

  private Duration patience() {
    return stop.how() == Stop.How.DRAIN ? plan.limit() : plan.grace();
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
