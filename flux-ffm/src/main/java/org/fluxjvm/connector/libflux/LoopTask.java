package org.fluxjvm.connector.libflux;

import org.fluxjvm.FluxException;

/** Work for the event loop, queued by any thread. */
interface LoopTask {
  /** Does the work, on the loop. */
  void run(Connection connection);

  /** Gives the work up: there is no broker, or the handle is closed. */
  void fail(FluxException reason);

  /**
   * Does what needs no broker, while there is none.
   *
   * @return false if the task has to wait for a broker
   */
  default boolean runWithoutBroker() {
    return false;
  }
}
