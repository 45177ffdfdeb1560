package org.fluxjvm.connector.embedded;

/** A job that runs. Called on the event loop. */
interface Execution {
  /** Begins, and its event logs with it; the listener is never called from within this call. */
  void start();

  /** Sends a signal that need not end the job. */
  void signal(int signum);

  /** Sends a signal that is to end the job. */
  void end(int signum);

  /** What is told of the end of an execution. */
  interface Listener {
    /** All tasks are over; the status is that of {@code wait(2)}. */
    void complete(int status);

    /** A task could not be started; the end follows. */
    void failed(String reason);
  }
}
