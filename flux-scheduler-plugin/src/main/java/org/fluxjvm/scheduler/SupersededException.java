package org.fluxjvm.scheduler;

/** The run is somebody else's by now. */
final class SupersededException extends Exception {
  private static final long serialVersionUID = 1L;

  SupersededException() {
    super("superseded", null, false, false);
  }
}
