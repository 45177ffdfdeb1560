package org.fluxjvm.scheduler;

import java.time.Instant;

/** Keeps the limits of runs, counted over all schedulers that share a ledger. */
public interface RunAdmission {
  /**
   * Asks whether a run may be submitted now.
   *
   * @param run the run, in {@code INTENT}
   * @param limits its limits
   * @param now the time
   * @return whether it may, or why not
   */
  Admission admit(RunRecord run, RunLimits limits, Instant now);
}
