package org.fluxjvm.connector.libflux;

import java.time.Duration;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request fails that no broker has answered.
 *
 * @param uri the URI of the handle
 * @param reconnectLimit how long a request waits for a broker
 */
record BrokerErrors(String uri, Duration reconnectLimit) {
  FluxException lost(@Nullable Throwable cause) {
    FluxException lost = new FluxException(Errno.ECONNRESET, operation(), "the broker was lost");
    if (cause != null) {
      lost.initCause(cause);
    }
    return lost;
  }

  FluxException unreachable() {
    return new FluxException(
        Errno.EHOSTUNREACH,
        operation(),
        "no broker came back within " + reconnectLimit.toMillis() + " ms");
  }

  FluxException closed() {
    return new FluxException(Errno.ECANCELED, operation(), "the handle is closed");
  }

  private String operation() {
    return uri.isEmpty() ? "flux" : uri;
  }
}
