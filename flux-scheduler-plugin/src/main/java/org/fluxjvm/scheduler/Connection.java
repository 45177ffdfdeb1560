package org.fluxjvm.scheduler;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a handle to its broker. A handle opens another by itself when one is lost, and
 * what the broker kept for it is gone then. A stream that never ends tells: it fails with its
 * connection, on the event loop, and so before anything is sent over the next one.
 */
final class Connection implements AutoCloseable {
  private final AtomicReference<@Nullable FluxException> end = new AtomicReference<>();
  private final Call stream;

  /** The one that what is sent from now on goes over, or one before that. */
  Connection(Flux flux) {
    this.stream =
        flux.rpc(Request.stream("groups.get", "{\"name\":\"broker.online\"}"), new End(end));
  }

  /** Whether it is known to be there still. A broker that does not let it be known has none. */
  boolean lasts() {
    return end.get() == null;
  }

  @Override
  public void close() {
    stream.cancel();
  }

  private record End(AtomicReference<@Nullable FluxException> end) implements ResponseHandler {
    @Override
    public void onResponse(MemorySegment payload) {}

    @Override
    public void onError(FluxException error) {
      end.set(error);
    }
  }
}
