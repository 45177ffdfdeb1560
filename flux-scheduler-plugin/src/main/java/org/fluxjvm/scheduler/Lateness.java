package org.fluxjvm.scheduler;

/**
 * What becomes of a firing that could not be submitted for a minute or more because Flux was out of
 * reach: its trigger's misfire policy, which is applied when Flux is there again.
 */
public enum Lateness {
  /** It is run, however late. */
  RUN,
  /** It is run if it is the last one of its trigger that waits. */
  RUN_LATEST,
  /** It is not run. */
  SKIP
}
