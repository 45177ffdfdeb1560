package org.fluxjvm.job;

/** What to do about an event log that a job does not have yet. */
public enum MissingLog {
  /**
   * Wait until the job has it ({@code FLUX_JOB_EVENT_WATCH_WAITCREATE}), but not longer than the
   * job is active: {@code ENOENT} after that.
   */
  WAIT,
  /** Fail with {@code ENOENT}, unless the job has not been started yet. */
  FAIL
}
