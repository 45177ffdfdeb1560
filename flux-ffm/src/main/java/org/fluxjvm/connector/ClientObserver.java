package org.fluxjvm.connector;

import org.fluxjvm.Errno;

/**
 * Is told what a handle does, for metrics and logs. A handle that nobody observes has none of the
 * code that tells it.
 *
 * <p>Methods are called on the event loop, most of them often: they must not block, and should not
 * allocate. What they throw is logged and changes nothing. One observer may be given to many
 * handles, whose event loops then call it at the same time.
 */
public interface ClientObserver {
  /** Listens to nothing. */
  ClientObserver NONE = new ClientObserver() {};

  /**
   * A request that one response answers was answered, and not by an error.
   *
   * @param topic the service and its method
   * @param nanos the time since the request was made, in nanoseconds; a lost broker that it waited
   *     for included
   */
  default void onAnswer(String topic, long nanos) {}

  /**
   * A request failed, or its stream did. {@code ENODATA}, the regular end of a stream, is not told.
   *
   * @param topic the service and its method
   * @param errno {@code ETIMEDOUT} if it was given up after the call limit of the handle
   */
  default void onFailure(String topic, Errno errno) {}

  /** The broker was lost. An embedded instance has none. */
  default void onLost() {}

  /** A broker that was lost is back, and answers. */
  default void onReopened() {}

  /**
   * The handle was closed while its broker was lost: that is no longer waited for. Each {@link
   * #onLost} is followed by {@link #onReopened} or by this.
   */
  default void onAbandoned() {}

  /**
   * The event loop has worked, and is about to wait again. The loop of an embedded instance runs
   * its services too, and is one of all its handles.
   *
   * @param nanos how long, in nanoseconds
   */
  default void onLoopWork(long nanos) {}

  /**
   * An event came in a journal as it happened. The past that a journal begins with is not told.
   *
   * @param timestamp when it happened by the clock of the broker, in seconds since the epoch
   */
  default void onJournalEvent(double timestamp) {}

  /**
   * After a lost broker, events of jobs may be missing in a stream: {@link
   * org.fluxjvm.job.EventGapException}.
   *
   * @param jobs of how many jobs
   */
  default void onGap(int jobs) {}
}
