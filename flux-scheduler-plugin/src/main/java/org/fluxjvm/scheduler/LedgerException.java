package org.fluxjvm.scheduler;

import org.jspecify.annotations.Nullable;

/** A ledger could not be read or written, or it is not known whether it was written. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what could not be done, with which ledger, and what helps
   * @param cause what the store said
   */
  public LedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
