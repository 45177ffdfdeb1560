package org.fluxjvm.scheduler;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What keeps a run from being submitted at once, counted over all schedulers of a ledger.
 *
 * @param concurrency how many runs of the job may have a Flux job at the same time
 * @param queue the queue that the job goes to
 * @param submitsPerSecond how many jobs may be submitted to that queue
 */
public record RunLimits(OptionalInt concurrency, String queue, OptionalDouble submitsPerSecond) {
  /** No limits. */
  public static final RunLimits NONE =
      new RunLimits(OptionalInt.empty(), "", OptionalDouble.empty());
}
