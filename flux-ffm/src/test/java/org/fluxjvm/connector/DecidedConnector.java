package org.fluxjvm.connector;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * A connector that decides about each request within the call that makes it.
 *
 * @param decision is given the number of the request, from 1, and its handler
 * @param requests counts them
 * @param isEventLoop whether every thread is taken for the event loop
 */
public record DecidedConnector(
    BiConsumer<Integer, ResponseHandler> decision, AtomicInteger requests, boolean isEventLoop)
    implements Connector {
  /** Makes a connector that nobody has asked anything. */
  public static DecidedConnector by(BiConsumer<Integer, ResponseHandler> decision) {
    return new DecidedConnector(decision, new AtomicInteger(), false);
  }

  /** Makes a connector that fails each request as a closed handle does. */
  public static DecidedConnector closed() {
    return by(
        (number, handler) ->
            handler.onError(new FluxException(Errno.ECANCELED, "test", "the handle is closed")));
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    decision.accept(requests.incrementAndGet(), handler);
    return () -> {};
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    return rpc(Request.single("job-ingest.submit", "{}"), handler);
  }

  @Override
  public boolean isOwner() {
    return true;
  }

  @Override
  public void close() {}
}
