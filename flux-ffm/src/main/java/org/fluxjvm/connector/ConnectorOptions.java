package org.fluxjvm.connector;

import java.time.Duration;

/**
 * How a connector treats a broker that is out of reach, and who is told.
 *
 * @param reconnectLimit how long a request waits for a lost broker to come back before it fails
 *     with {@code EHOSTUNREACH}
 * @param observer is told of the connection and the event loop; it throws nothing
 */
public record ConnectorOptions(Duration reconnectLimit, ClientObserver observer) {
  /**
   * Options of a connector that nobody observes.
   *
   * @param reconnectLimit how long a request waits for a lost broker to come back
   */
  public ConnectorOptions(Duration reconnectLimit) {
    this(reconnectLimit, ClientObserver.NONE);
  }
}
