package org.fluxjvm.it.metrics;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.job.JobId;

/**
 * Loses its streams when a test says so, as with a broker, and keeps those that are asked for
 * meanwhile until it is found again. All else goes on.
 */
final class LossyConnector implements Connector {
  private final Connector connector;
  private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private final List<LossyStream> open = new ArrayList<>();
  private boolean lost;

  LossyConnector(Connector connector) {
    this.connector = connector;
  }

  /** Ends the streams; the future ends when they have been told. */
  CompletableFuture<Void> lose() {
    List<LossyStream> ended = takeOpen();
    CompletableFuture<Void> told = new CompletableFuture<>();
    onEventLoop(
        () -> {
          ended.forEach(LossyStream::lose);
          told.complete(null);
        });
    return told;
  }

  private synchronized List<LossyStream> takeOpen() {
    lost = true;
    List<LossyStream> ended = List.copyOf(open);
    open.clear();
    return ended;
  }

  /** Any response comes on the event loop, where streams are to be told of their end. */
  private void onEventLoop(Runnable task) {
    ResponseHandler then =
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment payload) {
            task.run();
          }

          @Override
          public void onError(FluxException error) {
            task.run();
          }
        };
    connector.rpc(Request.single("attr.get", "{\"name\":\"size\"}"), then);
  }

  /** The past that a journal begins with has nothing of this job any more. */
  void forget(JobId job) {
    forgotten.add(job.value());
  }

  /** The streams that were asked for meanwhile begin. */
  synchronized void find() {
    lost = false;
    open.forEach(stream -> stream.begin(connector));
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    return request.mode() == Request.Mode.STREAM
        ? stream(new LossyStream(request, handler, forgotten))
        : connector.rpc(request, handler);
  }

  private synchronized Call stream(LossyStream stream) {
    open.add(stream);
    if (!lost) {
      stream.begin(connector);
    }
    return stream;
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    return connector.submit(jobspec, urgency, flags, handler);
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
}
