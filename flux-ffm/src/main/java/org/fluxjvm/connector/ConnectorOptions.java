package org.fluxjvm.connector;

import java.time.Duration;

/**
 * How a connector treats a broker that is out of reach.
 *
 * @param reconnectLimit how long a request waits for a lost broker to come back before it fails
 *     with {@code EHOSTUNREACH}
 */
public record ConnectorOptions(Duration reconnectLimit) {}
