package org.fluxjvm.scheduler.control;

import org.jspecify.annotations.Nullable;

/** Something that was asked of a scheduler cannot be done; the message says why, to a person. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what cannot be done, why, and what helps
   */
  public ControlException(String message) {
    super(message);
  }

  /**
   * Makes an exception.
   *
   * @param message what cannot be done, why, and what helps
   * @param cause what stood in the way
   */
  public ControlException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
