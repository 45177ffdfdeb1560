package org.fluxjvm.job;

import org.fluxjvm.FluxException;

/**
 * A submission whose outcome is not known: the request was sent, and its response will not come.
 * The job may exist. It is never sent again by itself.
 */
public final class SubmitUnknownException extends FluxException {
  private static final long serialVersionUID = 1L;

  SubmitUnknownException(FluxException cause) {
    super(
        cause.code(),
        cause.operation(),
        cause.reason() + "; whether the job was accepted is not known");
  }

  static FluxException ifSent(FluxException failure) {
    return switch (failure.errno()) {
      case ECONNRESET, ETIMEDOUT, ECANCELED, EINTR -> new SubmitUnknownException(failure);
      default -> failure;
    };
  }
}
