package org.fluxjvm.connector.libflux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
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

  private final EventLoop loop;
  private final Connection connection;
  private final Duration limit;
  private final Runnable whenReady;
  private final Iterator<String> topics = TOPICS.iterator();

  private ServiceProbe(EventLoop loop, Connection connection, Duration limit, Runnable whenReady) {
    this.loop = loop;
    this.connection = connection;
    this.limit = limit;
    this.whenReady = whenReady;
  }

  /**
   * Asks, on the event loop.
   *
   * @param limit how long to wait for the answer
   * @param whenReady is called after it
   */
  static void ask(EventLoop loop, Connection connection, Duration limit, Runnable whenReady) {
    new ServiceProbe(loop, connection, limit, whenReady).next();
  }

  private void next() {
    Request request = Request.single(topics.next(), "");
    new PendingCall(loop, request.topic(), request.mode(), broker -> broker.rpc(request), this)
        .within(limit)
        .run(connection);
  }

  @Override
  public void onResponse(MemorySegment payload) {
    whenReady.run();
  }

  @Override
  public void onError(FluxException error) {
    if (error.errno() == Errno.ENOSYS && topics.hasNext()) {
      next();
    } else {
      whenReady.run(); // what the broker cannot do, it will say
    }
  }
}
