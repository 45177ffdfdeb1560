package org.fluxjvm.connector.libflux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/**
 * Asks a broker that has just come back whether it has its services: it accepts requests before it
 * has what they are for.
 */
final class ServiceProbe implements ResponseHandler {
  /** Answered once the broker has loaded its modules; the second is the older name. */
  private static final List<String> TOPICS = List.of("state-machine.wait", "state_machine.wait");

  /** Requests that were made one after another must not have the probe repeated for each. */
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final EventLoop loop;
  private final Connection connection;
  private final WaitingTasks waiting;
  private final Runnable whenReady;
  private final long started = System.nanoTime();
  private final Iterator<String> topics = TOPICS.iterator();
  private String topic = topics.next();

  private ServiceProbe(
      EventLoop loop, Connection connection, WaitingTasks waiting, Runnable whenReady) {
    this.loop = loop;
    this.connection = connection;
    this.waiting = waiting;
    this.whenReady = whenReady;
  }

  /**
   * Asks, on the event loop, and waits for the answer as long as a task may wait.
   *
   * @param waiting fails meanwhile what has waited too long
   * @param whenReady is called after the answer
   */
  static void ask(EventLoop loop, Connection connection, WaitingTasks waiting, Runnable whenReady) {
    new ServiceProbe(loop, connection, waiting, whenReady).send();
  }

  private void send() {
    Request request = Request.single(topic, "");
    long nanos = Math.min(leftNanos(), Math.max(waiting.untilOverdueNanos(), SHORTEST_NANOS));
    new PendingCall(loop, topic, request.mode(), broker -> broker.rpc(request), this)
        .within(Duration.ofNanos(Math.max(nanos, 0)))
        .run(connection);
  }

  private long leftNanos() {
    return waiting.limitNanos() - (System.nanoTime() - started);
  }

  @Override
  public void onResponse(MemorySegment payload) {
    whenReady.run();
  }

  @Override
  public void onError(FluxException error) {
    if (error.errno() == Errno.ENOSYS && topics.hasNext()) {
      topic = topics.next();
      send();
    } else if (error.errno() == Errno.ETIMEDOUT && leftNanos() > 0) {
      waiting.failOverdue();
      send();
    } else {
      whenReady.run(); // what the broker cannot do, it will say
    }
  }
}
