package org.fluxjvm.scheduler;

import java.util.function.Consumer;
import org.fluxjvm.Flux;

/**
 * What the runs of an executor have in common.
 *
 * @param flux where they run
 * @param uri where that is
 * @param lost finds jobs of theirs that no ledger knows of
 * @param ledger what is known of them
 * @param memory how much of that can be missing
 * @param identity that of the ledger
 * @param admission what keeps their limits
 * @param timing the time
 * @param listeners who is told
 * @param watches have their jobs watched
 * @param active the runs under way in this process
 * @param onSuccessor starts what follows upon a run
 */
record RunContext(
    Flux flux,
    InstanceUri uri,
    LostJobs lost,
    RunLedger ledger,
    LedgerMemory memory,
    String identity,
    RunAdmission admission,
    Timing timing,
    RunListeners listeners,
    Watches watches,
    ActiveRuns active,
    Consumer<Successor> onSuccessor) {

  /** Another scheduler follows the run: here its end is only waited for. */
  void superseded(Run run) {
    if (active.supersede(run)) {
      listeners.tell(listener -> listener.onSuperseded(run));
    }
  }
}
