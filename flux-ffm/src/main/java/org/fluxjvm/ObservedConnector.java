package org.fluxjvm;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** A connector that tells an observer how each request ended. */
record ObservedConnector(Connector connector, ClientObserver observer) implements Connector {
  static Connector around(Connector connector, ClientObserver observer) {
    return ClientObserver.NONE.equals(observer)
        ? connector
        : new ObservedConnector(connector, observer);
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    return switch (request.mode()) {
      case NO_RESPONSE -> connector.rpc(request, handler);
      case SINGLE -> connector.rpc(request, new Single(observer, request.topic(), handler));
      case STREAM -> connector.rpc(request, new Streaming(observer, request.topic(), handler));
    };
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    return connector.submit(
        jobspec, urgency, flags, new Single(observer, "job-ingest.submit", handler));
  }

  @Override
  public void later(Duration pause, Runnable request) {
    connector.later(pause, request);
  }

  @Override
  public <T> CompletableFuture<T> onEventLoop(
      Function<? super NativeHandle, ? extends T> function) {
    return connector.onEventLoop(function);
  }

  @Override
  public boolean isOwner() {
    return connector.isOwner();
  }

  @Override
  public boolean isEventLoop() {
    return connector.isEventLoop();
  }

  @Override
  public void close() {
    connector.close();
  }

  private static final class Single implements ResponseHandler {
    private final ClientObserver observer;
    private final String topic;
    private final ResponseHandler handler;
    private final long start = System.nanoTime();

    Single(ClientObserver observer, String topic, ResponseHandler handler) {
      this.observer = observer;
      this.topic = topic;
      this.handler = handler;
    }

    @Override
    public void onResponse(MemorySegment payload) {
      observer.onAnswer(topic, System.nanoTime() - start);
      handler.onResponse(payload);
    }

    @Override
    public void onError(FluxException error) {
      observer.onFailure(topic, error.errno());
      handler.onError(error);
    }
  }

  private record Streaming(ClientObserver observer, String topic, ResponseHandler handler)
      implements ResponseHandler {
    @Override
    public void onResponse(MemorySegment payload) {
      handler.onResponse(payload);
    }

    @Override
    public void onError(FluxException error) {
      if (error.errno() != Errno.ENODATA) {
        observer.onFailure(topic, error.errno());
      }
      handler.onError(error);
    }
  }
}
