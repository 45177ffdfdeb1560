package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.Optional;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.Timing;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** What the start of a plugin has brought up: all of it, or nothing. */
final class StartedPlugin {
  private final LedgerChoice.Ledger ledger;
  private final FluxScheduling scheduling;
  private final Optional<Pruning> pruning;

  private StartedPlugin(
      LedgerChoice.Ledger ledger, FluxScheduling scheduling, Optional<Pruning> pruning) {
    this.ledger = ledger;
    this.scheduling = scheduling;
    this.pruning = pruning;
  }

  /**
   * What is done from time to time.
   *
   * @param sweepEvery how often runs are looked for that nobody follows
   * @param keep how long runs are kept; for ever if empty
   * @param timing the time
   */
  record Pace(Duration sweepEvery, Optional<Duration> keep, Timing timing) {}

  /** Opens the ledger, and takes over the runs that nobody follows. */
  static StartedPlugin start(
      Scheduler scheduler, Flux flux, Optional<QuartzTables> tables, LedgerChoice choice, Pace pace)
      throws SchedulerException {
    LedgerChoice.Ledger ledger = choice.open(scheduler, flux, tables);
    try {
      FluxScheduling scheduling =
          FluxScheduling.connect(scheduler, parts(flux, ledger, pace), tables);
      begin(scheduler, scheduling);
      return new StartedPlugin(
          ledger,
          scheduling,
          pace.keep().map(keep -> Pruning.start(ledger.history(), keep, pace.timing(), scheduler)));
    } catch (SchedulerException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** A start that failed is no sign of life, and has no executor. */
  private static void begin(Scheduler scheduler, FluxScheduling scheduling)
      throws SchedulerException {
    try {
      scheduling.start();
    } catch (SchedulerException | RuntimeException e) {
      FluxExecutors.remove(scheduler);
      scheduling.close();
      throw e;
    }
  }

  private static FluxScheduling.Parts parts(Flux flux, LedgerChoice.Ledger ledger, Pace pace) {
    return new FluxScheduling.Parts(
        flux, ledger.runs(), ledger.admission(), ledger.nodes(), pace.timing(), pace.sweepEvery());
  }

  /** Waits for the runs under way, for so long at most; leaves the rest to the next start. */
  void end(Duration drain) {
    pruning.ifPresent(Pruning::close);
    if (!drain.isZero()) {
      scheduling.executor().drain(drain);
    }
    scheduling.close();
    ledger.close();
  }
}
