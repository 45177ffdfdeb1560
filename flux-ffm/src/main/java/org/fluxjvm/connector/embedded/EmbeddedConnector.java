package org.fluxjvm.connector.embedded;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxjvm.Errno;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.Request.Mode;
import org.fluxjvm.connector.ResponseHandler;
import tools.jackson.databind.node.ObjectNode;

/** A handle on an embedded instance. */
final class EmbeddedConnector implements Connector {
  private final EventLoop loop;
  private final Router router;
  private final Signer signer;
  private final Credentials credentials;
  private final Runnable release;
  private final Set<Exchange> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  EmbeddedConnector(
      EventLoop loop, Router router, Signer signer, Credentials credentials, Runnable release) {
    this.loop = loop;
    this.router = router;
    this.signer = signer;
    this.credentials = credentials;
    this.release = release;
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    return send(
        request.topic(),
        request.payload().toArray(ValueLayout.JAVA_BYTE),
        request.nodeId(),
        request.mode(),
        handler);
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    ObjectNode payload = Json.object();
    payload.put("J", signer.sign(jobspec.toArray(ValueLayout.JAVA_BYTE)));
    payload.put("urgency", urgency);
    payload.put("flags", flags);
    return send("job-ingest.submit", Json.bytes(payload), Request.ANY, Mode.SINGLE, handler);
  }

  @Override
  public boolean isOwner() {
    return credentials.owner();
  }

  @Override
  public boolean isEventLoop() {
    return loop.isCurrent();
  }

  private Call send(String topic, byte[] payload, int nodeId, Mode mode, ResponseHandler handler) {
    Exchange exchange =
        new Exchange(credentials, topic, payload, nodeId, mode, handler, loop, pending::remove);
    pending.add(exchange);
    if (closed.get()) {
      // The loop may be gone: only this thread is left to tell.
      cancel(exchange);
    } else {
      loop.execute(() -> start(exchange));
    }
    return exchange;
  }

  private void start(Exchange exchange) {
    if (exchange.send()) {
      router.dispatch(exchange);
    }
  }

  private static void cancel(Exchange exchange) {
    exchange.fail(exchange.error(Errno.ECANCELED, "the handle was closed"));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      loop.executeAndWait(() -> List.copyOf(pending).forEach(EmbeddedConnector::cancel));
      release.run();
      // A request that was sent while this handle closed may have missed both.
      List.copyOf(pending).forEach(EmbeddedConnector::cancel);
    }
  }
}
