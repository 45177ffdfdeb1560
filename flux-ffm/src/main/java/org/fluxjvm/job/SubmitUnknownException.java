package org.fluxjvm.job;

import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NotSentException;

/**
 * A submission whose outcome is not known: the request was sent, or may have been, and its response
 * will not come. The job may exist. It is never sent again by itself.
 */
public final class SubmitUnknownException extends FluxException {
  private static final long serialVersionUID = 1L;

  private SubmitUnknownException(int code, String operation, String reason) {
    super(code, operation, reason);
  }

  static FluxException ifSent(FluxException failure) {
    if (failure instanceof NotSentException) {
      return failure;
    }
    return switch (failure.errno()) {
      case ECONNRESET, ETIMEDOUT, ECANCELED, EINTR -> unknown(failure);
      default -> failure;
    };
  }

  private static SubmitUnknownException unknown(FluxException failure) {
    return new SubmitUnknownException(
        failure.code(),
        failure.operation(),
        failure.reason() + "; whether the job was accepted is not known");
  }

  @Override
  public SubmitUnknownException thrownHere() {
    return new SubmitUnknownException(code(), operation(), reason());
  }
}
