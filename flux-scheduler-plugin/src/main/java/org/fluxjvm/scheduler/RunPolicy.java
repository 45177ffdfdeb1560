package org.fluxjvm.scheduler;

/**
 * What is done when a job fails, and what keeps it from running.
 *
 * @param retry how often it is tried
 * @param idempotent whether it may be run again when it may have run already
 * @param limits what it waits for
 */
public record RunPolicy(RetryPolicy retry, boolean idempotent, RunLimits limits) {
  /** One try, and no limits. */
  public static final RunPolicy DEFAULT = new RunPolicy(RetryPolicy.NONE, false, RunLimits.NONE);
}
