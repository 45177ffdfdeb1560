package org.fluxjvm.scheduler.control;

/** What becomes of the jobs under way when a scheduler stops. */
public enum StopMode {
  /** The scheduler goes when they have ended. */
  DRAIN,
  /** The scheduler goes at once; they go on in Flux, and its next start follows them. */
  DETACH
}
