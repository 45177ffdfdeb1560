package org.fluxjvm.job;

import java.time.Duration;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.RpcClient;

/**
 * When a stream that ended is asked for again.
 *
 * <p>At once if the broker was lost: the connector keeps the request until the broker is back, or
 * fails it after the reopening limit of the handle. A broker that is shut down, though, takes its
 * services down first, and tells their streams so. Those are asked for again after a pause, until
 * the broker is gone.
 */
final class Resumption {
  /** How long a broker may take from the end of a service to its own. */
  private static final long LIMIT = Duration.ofSeconds(30).toNanos();

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(1);

  private final RpcClient client;
  private final Runnable request;
  private boolean answered;
  private boolean leaving;
  private long leavingSince;
  private Duration pause = FIRST_PAUSE;

  /**
   * Starts with a request that was not sent yet.
   *
   * @param client sees to the pauses
   * @param request sends it again, from any thread
   */
  Resumption(RpcClient client, Runnable request) {
    this.client = client;
    this.request = request;
  }

  /** A response has come. */
  void answered() {
    answered = true;
    leaving = false;
    pause = FIRST_PAUSE;
  }

  /** Whether the broker was lost, or is about to be. */
  boolean isDueAfter(FluxException end) {
    return switch (end.errno()) {
      case ECONNRESET -> true;
      case ENOSYS -> answered && isLeaving();
      default -> false;
    };
  }

  /** Whether the service ended the stream by leaving, for a stream that has no end of its own. */
  boolean isDueAfterEndless(FluxException end) {
    return isDueAfter(end) || (end.errno() == Errno.ENODATA && answered && isLeaving());
  }

  private boolean isLeaving() {
    if (!leaving) {
      leaving = true;
      leavingSince = System.nanoTime();
    }
    return System.nanoTime() - leavingSince < LIMIT;
  }

  /** Sends the request again: now, or after a pause. */
  void resume(FluxException end) {
    if (end.errno() == Errno.ECONNRESET) {
      leaving = false;
      request.run();
      return;
    }
    client.later(pause, request);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LAST_PAUSE) < 0 ? doubled : LAST_PAUSE;
  }
}
