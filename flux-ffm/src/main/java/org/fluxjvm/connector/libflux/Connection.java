package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.jextract.FluxCore;
import org.fluxjvm.jextract.flux_error_t;
import org.fluxjvm.jextract.flux_match;

/**
 * One generation of the handle: a {@code flux_t} from its opening until the broker is lost. Lives
 * on the event loop.
 */
final class Connection {
  private final EventLoop loop;
  private final NativeCalls calls;
  private final Upcalls upcalls;
  private final Outbox outbox = new Outbox();
  private final Arena arena = Arena.ofConfined();
  private final PendingCalls pending = new PendingCalls();

  private final MemorySegment flux;
  private final MemorySegment reactor;
  private final MemorySegment wakeupWatcher;
  private final MemorySegment sentinel;
  private final MemorySegment data = arena.allocate(JAVA_LONG);
  private final MemorySegment length = arena.allocate(JAVA_LONG);
  private final NativeHandle borrowed;

  private Connection(
      EventLoop loop, NativeCalls calls, Upcalls upcalls, MemorySegment flux, int eventfd) {
    this.loop = loop;
    this.calls = calls;
    this.upcalls = upcalls;
    this.flux = flux;
    this.reactor = FluxCore.flux_get_reactor(flux);
    this.wakeupWatcher =
        calls.fdWatcherCreate(reactor, eventfd, FluxCore.FLUX_POLLIN(), upcalls.wakeup());
    this.sentinel = listenForTheEnd();
    this.borrowed =
        new NativeHandle(flux.reinterpret(0, arena, null), reactor.reinterpret(0, arena, null));
    if (wakeupWatcher.address() == 0 || sentinel.address() == 0) {
      int errno = calls.errno();
      FluxCore.flux_msg_handler_destroy(sentinel); // both take NULL
      FluxCore.flux_watcher_destroy(wakeupWatcher);
      FluxCore.flux_close(flux);
      outbox.close();
      arena.close();
      throw new FluxException(errno, "flux_open", null);
    }
    FluxCore.flux_comms_error_set(flux, upcalls.brokerLost(), MemorySegment.NULL);
    FluxCore.flux_watcher_start(wakeupWatcher);
    FluxCore.flux_msg_handler_start(sentinel);
  }

  /**
   * Opens a handle: {@code flux_open_ex(3)}. If that fails, as it may for hours, nothing is kept.
   *
   * @throws FluxException if there is no broker at the URI
   */
  static Connection open(
      EventLoop loop, NativeCalls calls, Upcalls upcalls, String uri, int eventfd) {
    return new Connection(loop, calls, upcalls, open(calls, uri), eventfd);
  }

  private static MemorySegment open(NativeCalls calls, String uri) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment error = arena.allocate(flux_error_t.layout());
      MemorySegment name = uri.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(uri);
      MemorySegment handle = calls.open(name, 0, error);
      if (handle.address() == 0) {
        int errno = calls.errno();
        String text = flux_error_t.text(error).getString(0);
        throw new FluxException(errno, "flux_open", (uri.isEmpty() ? "" : uri + ": ") + text);
      }
      return handle;
    }
  }

  /**
   * With no response outstanding, the reactor does not look at the socket and a lost broker goes
   * unnoticed until the next request. A handler for an event that is never subscribed to keeps it
   * looking.
   */
  private MemorySegment listenForTheEnd() {
    MemorySegment match = arena.allocate(flux_match.layout());
    flux_match.typemask(match, FluxCore.FLUX_MSGTYPE_EVENT());
    flux_match.matchtag(match, FluxCore.FLUX_MATCHTAG_NONE());
    flux_match.topic_glob(match, arena.allocateFrom("fluxjvm.none"));
    return calls.msgHandlerCreate(flux, match, upcalls.ignored());
  }

  /** Runs the reactor until it is stopped or the broker is lost: {@code flux_reactor_run(3)}. */
  int runReactor() {
    return calls.reactorRun(reactor);
  }

  void stopReactor() {
    FluxCore.flux_reactor_stop(reactor);
  }

  NativeHandle borrow() {
    return borrowed;
  }

  /** The value of a broker attribute, by {@code flux_attr_get(3)}, which asks the broker. */
  String attribute(String name) {
    MemorySegment value = calls.attrGet(flux, outbox.string(name));
    if (value.address() == 0) {
      throw new FluxException(calls.errno(), "flux_attr_get", name);
    }
    return value.getString(0);
  }

  MemorySegment rpc(Request request) {
    MemorySegment topic = outbox.string(request.topic());
    MemorySegment payload = outbox.payload(request.payload());
    int flags =
        switch (request.mode()) {
          case SINGLE -> 0;
          case STREAM -> FluxCore.FLUX_RPC_STREAMING();
          case NO_RESPONSE -> FluxCore.FLUX_RPC_NORESPONSE();
        };
    return calls.rpcRaw(flux, topic, payload, payload.byteSize(), request.nodeId(), flags);
  }

  MemorySegment submitSignedByLibrary(MemorySegment jobspec, int urgency, int flags) {
    return calls.jobSubmit(flux, outbox.payload(jobspec), urgency, flags);
  }

  void expect(PendingCall call) {
    int slot = pending.add(call);
    if (calls.then(call.future(), call.limitSeconds(), upcalls.response(), slot) < 0) {
      int errno = calls.errno();
      pending.remove(slot);
      destroy(call.future());
      call.fail(new FluxException(errno, call.topic(), null));
    }
  }

  /** The send failed at once, so that the broker has not seen the request. */
  void notSent(PendingCall call) {
    int errno = calls.errno();
    switch (Errno.of(errno)) {
      case EPIPE, ECONNRESET, ENOTCONN -> loop.sendAgainWhenReopened(call);
      default -> call.fail(new FluxException(errno, call.topic(), null));
    }
  }

  /**
   * Asks the service to end a stream, which is still read to its end: its tag is in use till then.
   */
  void cancelStream(PendingCall call) {
    int tag = FluxCore.flux_rpc_get_matchtag(call.future());
    int nodeId = FluxCore.flux_rpc_get_nodeid(call.future()); // the stream comes from there
    Request cancel = Request.single(cancelTopic(call.topic()), "{\"matchtag\":" + tag + "}");
    MemorySegment future =
        rpc(new Request(cancel.topic(), cancel.payload(), nodeId, Request.Mode.NO_RESPONSE));
    destroy(future);
  }

  private static String cancelTopic(String topic) {
    return topic.equals("kvs-watch.lookup") ? "kvs-watch.cancel" : topic + "-cancel";
  }

  void destroy(MemorySegment future) {
    FluxCore.flux_future_destroy(future);
  }

  /** A response has come. The payload belongs to the future, so its view ends with this call. */
  void onResponse(MemorySegment future, int slot) {
    PendingCall call = pending.get(slot);
    length.set(JAVA_LONG, 0, 0); // before flux-core 0.70 only the lower half is written
    if (calls.rpcGetRaw(future, data, length) < 0) {
      int errno = calls.errno();
      MemorySegment text = FluxCore.flux_future_error_string(future);
      String reason = text.address() == 0 ? null : text.getString(0);
      pending.remove(slot);
      destroy(future);
      call.fail(new FluxException(errno, call.topic(), reason));
      return;
    }
    try (Arena view = Arena.ofConfined()) {
      MemorySegment payload = payload(view);
      if (call.isStream()) {
        call.deliverNext(this, payload);
      } else {
        call.deliverLast(payload);
      }
    }
    if (call.isStream()) {
      FluxCore.flux_future_reset(future);
    } else {
      pending.remove(slot);
      destroy(future);
    }
  }

  private MemorySegment payload(Arena view) {
    long size = length.get(JAVA_LONG, 0);
    MemorySegment bytes =
        MemorySegment.ofAddress(data.get(JAVA_LONG, 0)).reinterpret(size, view, null);
    boolean terminated = size > 0 && bytes.get(JAVA_BYTE, size - 1) == 0;
    return bytes.asSlice(0, terminated ? size - 1 : size).asReadOnly();
  }

  /** Fails what is pending and frees all, in the order that libflux-core wants. */
  void close(FluxException reason) {
    for (PendingCall call : pending.removeAll()) {
      destroy(call.future());
      call.fail(reason);
    }
    FluxCore.flux_msg_handler_stop(sentinel);
    FluxCore.flux_msg_handler_destroy(sentinel);
    FluxCore.flux_watcher_stop(wakeupWatcher);
    FluxCore.flux_watcher_destroy(wakeupWatcher);
    arena.close(); // what was borrowed is refused from here on
    FluxCore.flux_close(flux);
    outbox.close();
  }
}
