package org.fluxjvm.job;

import org.fluxjvm.FluxException;

/**
 * Is told what becomes of one job, by a {@link JobFollower}.
 *
 * <p>All methods are called on the event loop, one at a time, and must not block. The last call is
 * {@link #onEnd} or {@link #onFailure}, unless the following is closed before or the listener has
 * had enough. What a listener throws is logged; an {@link #onEvent} that throws ends its following
 * with {@code EPROTO}, and no other.
 */
public interface JobListener {
  /**
   * A submission was accepted: the first call, before any event.
   *
   * @param id the job
   */
  default void onId(JobId id) {}

  /**
   * The job's own log is asked for, now that fewer are followed than the follower may at a time.
   * Never called for a job that is followed through the journal.
   */
  default void onTurn() {}

  /**
   * An event of the job's own log.
   *
   * @param event the event, each in the order of the log and once
   * @return false if this was the last that the listener wants to be told
   */
  boolean onEvent(JobEvent event);

  /** The log has ended; nothing more happens to the job. */
  void onEnd();

  /**
   * The job cannot be followed any further, or was not accepted.
   *
   * @param failure {@link SubmitUnknownException} if it is not known whether there is a job, {@link
   *     EventGapException} if the broker was lost and events may be missing, {@code ENOENT} if
   *     there is no such job
   */
  void onFailure(FluxException failure);
}
