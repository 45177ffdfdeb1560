package org.fluxjvm.it.metrics;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A stream of a {@link LossyConnector}. */
final class LossyStream implements Call, ResponseHandler {
  private static final long SENTINEL = -1;

  private final Request request;
  private final ResponseHandler handler;
  private final Set<Long> forgotten;
  private boolean past = true;
  private volatile @Nullable Call call;
  private volatile boolean ended;

  LossyStream(Request request, ResponseHandler handler, Set<Long> forgotten) {
    this.request = request;
    this.handler = handler;
    this.forgotten = forgotten;
  }

  void begin(Connector connector) {
    if (call == null && !ended) {
      call = connector.rpc(request, this);
    }
  }

  /** On the event loop. */
  void lose() {
    cancel();
    handler.onError(
        new FluxException(Errno.ECONNRESET, request.topic(), "a test has lost the broker"));
  }

  @Override
  public void onResponse(MemorySegment payload) {
    if (!ended && !isForgotten(payload)) {
      handler.onResponse(payload);
    }
  }

  private boolean isForgotten(MemorySegment payload) {
    if (!past || forgotten.isEmpty()) {
      return false;
    }
    byte[] json = payload.toArray(ValueLayout.JAVA_BYTE);
    long id = JsonMapper.shared().readTree(json).path("id").asLong(0);
    past = id != SENTINEL;
    return forgotten.contains(id);
  }

  @Override
  public void onError(FluxException error) {
    if (!ended) {
      handler.onError(error);
    }
  }

  @Override
  public void cancel() {
    ended = true;
    Call begun = call;
    if (begun != null) {
      begun.cancel();
    }
  }
}
