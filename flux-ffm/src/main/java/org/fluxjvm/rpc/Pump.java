package org.fluxjvm.rpc;

import java.util.function.BooleanSupplier;

/** What a thread does that waits for a response. */
@FunctionalInterface
public interface Pump {
  /** Nothing: the thread sleeps until the event loop wakes it. */
  Pump NONE = (condition, nanos) -> nanos;

  /**
   * Does the work of the current thread, if it has any, until something has happened or for a
   * limited time.
   *
   * @param condition what is waited for
   * @param nanos how long to wait
   * @return what is left of the time; all of it, at once, if the thread has no such work
   */
  long await(BooleanSupplier condition, long nanos);
}
