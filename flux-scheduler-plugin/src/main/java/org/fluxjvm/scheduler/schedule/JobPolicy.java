package org.fluxjvm.scheduler.schedule;

import java.util.OptionalInt;
import org.fluxjvm.scheduler.RetryPolicy;

/**
 * What is done when a run of a job fails, and what keeps one from starting.
 *
 * @param retry how often it is tried
 * @param idempotent whether it may be run again when it may have run already
 * @param concurrency how many runs of the job may have a Flux job at the same time, 1 or more;
 *     empty for any number
 */
public record JobPolicy(RetryPolicy retry, boolean idempotent, OptionalInt concurrency) {
  /** One try, not to be repeated, with no limit. */
  public static final JobPolicy NONE = new JobPolicy(RetryPolicy.NONE, false, OptionalInt.empty());
}
