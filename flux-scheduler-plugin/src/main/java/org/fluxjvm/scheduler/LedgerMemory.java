package org.fluxjvm.scheduler;

import java.time.Instant;
import org.fluxjvm.scheduler.Step.Origin;

/**
 * From when on a ledger can be trusted to know all that was begun. What was due before that may
 * have been begun by somebody whom this process has not seen; and a ledger that was out of reach
 * may have come back without its last writes, as a replica does that has become the database.
 */
final class LedgerMemory {
  private final Timing timing;
  private volatile Instant trusted;

  LedgerMemory(Timing timing) {
    this.timing = timing;
    this.trusted = timing.now();
  }

  /** The ledger did not answer. */
  void doubt() {
    trusted = timing.now();
  }

  /** How a firing came about that the ledger does not know. */
  Origin origin(RunKey key) {
    return key.scheduled().isBefore(trusted) ? Origin.INHERITED : Origin.OWN;
  }
}
