package org.fluxjvm.scheduler.quartz;

/**
 * Is open while a store may give its scheduler triggers to fire. Quartz starts a scheduler whatever
 * its listeners say; one whose start on Flux has failed finds nothing to fire until it is in
 * standby.
 */
final class FiringGate {
  private volatile boolean open = true;

  boolean isOpen() {
    return open;
  }

  void open() {
    open = true;
  }

  void close() {
    open = false;
  }
}
