package org.fluxjvm.scheduler.schedule;

/** How a run of a job should end. */
public enum Expect {
  /** The Flux job ends with status 0 and no severity-0 exception. */
  COMPLETED,
  /** Anything else; a run that completes is the surprise. */
  FAILED
}
