package org.fluxjvm.it.crash;

import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops the run that is named after a point of the protocol when it gets there, for good, and says
 * so: whoever started this process kills it then.
 */
final class Pauses {
  private final boolean on;
  private final PrintStream out;

  Pauses(boolean on, PrintStream out) {
    this.on = on;
    this.out = out;
  }

  void before(String step, String run) {
    at("before-" + step, run);
  }

  void after(String step, String run) {
    at("after-" + step, run);
  }

  private void at(String point, String run) {
    if (on && run.equals(point)) {
      out.println("at " + point);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
