package org.fluxjvm.connector.libflux;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** A handle on a real Flux instance. */
final class LibfluxConnector implements Connector {
  private final EventLoop loop;
  private final Identity identity;
  private final SignNone signer;

  LibfluxConnector(EventLoop loop, Identity identity) {
    this.loop = loop;
    this.identity = identity;
    this.signer = SignNone.forUser(identity.userid());
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    PendingCall call =
        new PendingCall(
            loop, request.topic(), request.mode(), connection -> connection.rpc(request), handler);
    loop.execute(call);
    return call;
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    String topic = "job-ingest.submit";
    if (identity.owner()) {
      MemorySegment payload = signer.submitPayload(jobspec, urgency, flags);
      return rpc(new Request(topic, payload, Request.ANY, Request.Mode.SINGLE), handler);
    }
    PendingCall call =
        new PendingCall(
            loop,
            topic,
            Request.Mode.SINGLE,
            connection -> connection.submitSignedByLibrary(jobspec, urgency, flags),
            handler);
    loop.execute(call);
    return call;
  }

  @Override
  public <T> CompletableFuture<T> onEventLoop(
      Function<? super NativeHandle, ? extends T> function) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.execute(
        new LoopTask() {
          @Override
          public void run(Connection connection) {
            try {
              result.complete(function.apply(connection.borrow()));
            } catch (Throwable t) {
              result.completeExceptionally(t);
            }
          }

          @Override
          public void fail(FluxException reason) {
            result.completeExceptionally(reason);
          }
        });
    return result;
  }

  @Override
  public boolean isOwner() {
    return identity.owner();
  }

  @Override
  public boolean isEventLoop() {
    return loop.isCurrentThread();
  }

  @Override
  public void close() {
    loop.close();
  }
}
