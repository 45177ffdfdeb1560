package org.fluxjvm.scheduler.control;

import java.nio.file.Path;

/** No program answers on the socket of a state directory. */
public final class NotRunningException extends Exception {
  private static final long serialVersionUID = 1L;

  NotRunningException(Path directory, Throwable cause) {
    super("no scheduler runs on " + directory, cause);
  }
}
