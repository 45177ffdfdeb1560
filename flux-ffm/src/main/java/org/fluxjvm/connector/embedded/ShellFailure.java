package org.fluxjvm.connector.embedded;

/** A job cannot be started. */
final class ShellFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  ShellFailure(String reason, int status) {
    super(reason);
    this.status = status;
  }

  /** What the job's shell ends with. */
  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
