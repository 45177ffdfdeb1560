package org.fluxjvm.scheduler.cli;

/** Ends the program with a text for a person and an exit status. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Something outside did not work. */
  static final int FAILED = 1;

  /** What the user gave is wrong. */
  static final int WRONG = 2;

  private final int status;

  Failure(int status, String text) {
    super(text);
    this.status = status;
  }

  Failure(int status, String text, Throwable cause) {
    super(text, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
