package org.fluxjvm.scheduler.cli;

import org.fluxjvm.scheduler.RunListener;

/** Shows runs as they go. */
interface Display extends RunListener, AutoCloseable {
  /** Shows a line of text that stays. */
  void say(String line);

  /** Ends the display; what it has shown stays, but for what moves. */
  @Override
  void close();
}
