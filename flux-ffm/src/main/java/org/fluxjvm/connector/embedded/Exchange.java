package org.fluxjvm.connector.embedded;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.connector.Request.Mode;
import org.fluxjvm.connector.ResponseHandler;
import tools.jackson.databind.JsonNode;

/** One request and its responses, as a service sees them. */
final class Exchange implements Call {
  private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

  private enum State {
    QUEUED,
    WITHDRAWN,
    SENT,
    OVER
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
  private final Credentials credentials;
  private final String topic;
  private final byte[] payload;
  private final int nodeId;
  private final Mode mode;
  private final ResponseHandler handler;
  private final EventLoop loop;
  private final Consumer<Exchange> whenOver;
  private Runnable cleanup = () -> {};

  Exchange(
      Credentials credentials,
      String topic,
      byte[] payload,
      int nodeId,
      Mode mode,
      ResponseHandler handler,
      EventLoop loop,
      Consumer<Exchange> whenOver) {
    this.credentials = credentials;
    this.topic = topic;
    this.payload = payload;
    this.nodeId = nodeId;
    this.mode = mode;
    this.handler = handler;
    this.loop = loop;
    this.whenOver = whenOver;
  }

  Credentials credentials() {
    return credentials;
  }

  /** Refuses a guest what belongs to another user. */
  void authorize(long userid, String refusal) {
    if (!credentials.allow(userid)) {
      throw error(Errno.EPERM, refusal);
    }
  }

  String topic() {
    return topic;
  }

  int nodeId() {
    return nodeId;
  }

  byte[] payload() {
    return payload;
  }

  boolean streaming() {
    return mode == Mode.STREAM;
  }

  boolean over() {
    return state.get() == State.OVER;
  }

  /** False if it was cancelled before. */
  boolean send() {
    return state.compareAndSet(State.QUEUED, State.SENT);
  }

  /** Asks for a call when the request ends, however it does. */
  void whenOver(Runnable action) {
    cleanup = action;
  }

  void respond(JsonNode json) {
    respond(Json.bytes(json));
  }

  void respond(String json) {
    respond(json.getBytes(StandardCharsets.UTF_8));
  }

  void respond(byte[] json) {
    if (over()) {
      return;
    }
    if (mode != Mode.STREAM && finish() == State.OVER) {
      return;
    }
    if (mode != Mode.NO_RESPONSE) {
      deliver(json);
    }
  }

  /** An empty response. */
  void acknowledge() {
    respond(new byte[0]);
  }

  FluxException error(Errno errno, String text) {
    return new FluxException(errno, topic, text);
  }

  /** The regular end of a stream. */
  void end() {
    fail(error(Errno.ENODATA, Errno.ENODATA.text()));
  }

  void fail(FluxException error) {
    State before = finish();
    if (before != State.OVER && mode != Mode.NO_RESPONSE) {
      tell(before == State.SENT ? error : new NotSentException(error));
    }
  }

  @Override
  public void cancel() {
    if (withdrawn()) {
      FluxException canceled = error(Errno.ECANCELED, "cancelled before it was sent");
      loop.execute(() -> fail(canceled));
    } else if (mode == Mode.STREAM) {
      loop.execute(this::end);
    } else {
      loop.execute(this::finish);
    }
  }

  @Override
  public boolean withdraw() {
    boolean unsent = withdrawn();
    cancel();
    return unsent;
  }

  private boolean withdrawn() {
    return state.compareAndSet(State.QUEUED, State.WITHDRAWN) || state.get() == State.WITHDRAWN;
  }

  /** What it was before. */
  private State finish() {
    State before = state.getAndSet(State.OVER);
    if (before == State.OVER) {
      return before;
    }
    whenOver.accept(this);
    Runnable action = cleanup;
    cleanup = () -> {};
    action.run();
    return before;
  }

  private void deliver(byte[] json) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(json.length);
      MemorySegment.copy(json, 0, copy, ValueLayout.JAVA_BYTE, 0, json.length);
      handler.onResponse(copy.asReadOnly());
    } catch (RuntimeException | Error e) {
      logged(e);
      if (mode != Mode.STREAM || finish() != State.OVER) {
        tell(error(Errno.EPROTO, "the handler could not read the response"));
      }
    }
  }

  private void tell(FluxException error) {
    try {
      handler.onError(error);
    } catch (RuntimeException | Error e) {
      logged(e);
    }
  }

  private void logged(Throwable e) {
    LOG.log(System.Logger.Level.ERROR, () -> "The handler of a " + topic + " response failed", e);
  }
}
