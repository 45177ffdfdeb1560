package org.fluxjvm.connector;

import org.fluxjvm.FluxException;

/**
 * A request that failed before it was sent, as on a handle that is closed, or that waited for a
 * lost broker in vain. Flux has not seen it: to make it again repeats nothing.
 */
public final class NotSentException extends FluxException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells that a request was not sent.
   *
   * @param failure why
   */
  public NotSentException(FluxException failure) {
    super(failure.code(), failure.operation(), failure.reason());
    initCause(failure.getCause());
  }

  @Override
  public NotSentException thrownHere() {
    return new NotSentException(this);
  }
}
