package org.fluxjvm.scheduler;

/** The scheduler goes, and leaves the run as it is for whoever comes next. */
final class DetachedException extends Exception {
  private static final long serialVersionUID = 1L;

  DetachedException() {
    super("detached", null, false, false);
  }
}
