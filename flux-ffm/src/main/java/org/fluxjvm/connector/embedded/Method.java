package org.fluxjvm.connector.embedded;

import org.fluxjvm.FluxException;

/** What answers the requests of one topic. */
@FunctionalInterface
interface Method {
  /**
   * Takes a request, on the event loop.
   *
   * @throws FluxException to answer with that error
   */
  void handle(Exchange exchange);
}
