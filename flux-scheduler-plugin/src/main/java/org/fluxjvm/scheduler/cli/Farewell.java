package org.fluxjvm.scheduler.cli;

import java.util.Collection;
import java.util.List;
import org.fluxjvm.rfc.FluxDuration;
import org.fluxjvm.scheduler.Run;
import org.fluxjvm.scheduler.control.JobNames;

/** Says what becomes of the runs under way when a scheduler goes. */
final class Farewell {
  private Farewell() {}

  static String text(Stop.How how, Session.Plan plan, int active) {
    String runs = Plural.of(active, "run");
    String hurry =
        plan.onSignal() == Stop.How.DETACH
            ? "Ctrl-C leaves them running in Flux"
            : "Ctrl-C cancels at once";
    return switch (how) {
      case GRACE ->
          "waiting up to %s for %s; Ctrl-C cancels at once"
              .formatted(FluxDuration.format(plan.grace()), runs);
      case DRAIN -> "waiting for " + runs + "; " + hurry;
      case DETACH -> runs + " left running in Flux; the next start follows them";
    };
  }

  /** One line for each run that is left. */
  static List<String> lines(Collection<Run> left, Style style) {
    return left.stream()
        .map(
            run ->
                "  left running: %s, run %s, Flux job %s"
                    .formatted(
                        Printable.line(JobNames.shown(run.request().job())),
                        run.key().id(),
                        run.jobId().map(style::id).orElse("not submitted yet")))
        .toList();
  }
}
