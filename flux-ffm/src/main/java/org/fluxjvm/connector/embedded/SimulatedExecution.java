package org.fluxjvm.connector.embedded;

import java.time.Duration;

/** A job that takes its time and runs nothing: {@code attributes.system.exec.test}. */
final class SimulatedExecution implements Execution {
  private static final double NANOS = 1e9;

  private final EventLoop loop;
  private final double seconds;
  private final int status;
  private final Listener listener;
  private Runnable stopTimer = () -> {};
  private boolean over;

  /**
   * @param seconds how long it takes, 0 for ever
   */
  SimulatedExecution(EventLoop loop, double seconds, int status, Listener listener) {
    this.loop = loop;
    this.seconds = seconds;
    this.status = status;
    this.listener = listener;
  }

  @Override
  public void start() {
    if (seconds > 0) {
      stopTimer = loop.schedule(Duration.ofNanos((long) (seconds * NANOS)), () -> complete(status));
    }
  }

  @Override
  public void signal(int signum) {
    // There is no process that it could reach.
  }

  @Override
  public void end(int signum) {
    loop.execute(() -> complete(signum));
  }

  private void complete(int waitStatus) {
    if (!over) {
      over = true;
      stopTimer.run();
      listener.complete(waitStatus);
    }
  }
}
