package org.fluxjvm.scheduler.control;

/** What a person says of a run that is uncertain. */
public enum Resolution {
  /** The work was done. */
  COMPLETED,
  /** The work was not done, and is not to be. */
  FAILED,
  /** The work was not done: it is to be run once more. */
  RERUN
}
