package org.fluxjvm.scheduler.quartz;

/** What Quartz' tables say of a firing whose trigger was acquired. */
enum Standing {
  /** Nothing: it was recovered by a scheduler that took this one for dead, or given back. */
  GONE,

  /** Its trigger is reserved for it. */
  RESERVED,

  /** It has begun: its trigger has gone on to the next firing. */
  BEGUN
}
