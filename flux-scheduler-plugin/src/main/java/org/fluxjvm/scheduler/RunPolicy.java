package org.fluxjvm.scheduler;

/**
 * What is done when a job fails, and what keeps it from running.
 *
 * @param retry how often it is tried
 * @param idempotent whether it may be run again when it may have run already
 * @param limits what it waits for
 * @param lateness what becomes of it if Flux is out of reach when it is due
 */
public record RunPolicy(
    RetryPolicy retry, boolean idempotent, RunLimits limits, Lateness lateness) {
  /** One try, and no limits. */
  public static final RunPolicy DEFAULT = new RunPolicy(RetryPolicy.NONE, false, RunLimits.NONE);

  /**
   * A policy for firings that are run however late.
   *
   * @param retry how often it is tried
   * @param idempotent whether it may be run again when it may have run already
   * @param limits what it waits for
   */
  public RunPolicy(RetryPolicy retry, boolean idempotent, RunLimits limits) {
    this(retry, idempotent, limits, Lateness.RUN);
  }
}
