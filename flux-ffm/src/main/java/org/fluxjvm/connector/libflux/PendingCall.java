package org.fluxjvm.connector.libflux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.NotSentException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/**
 * One request, from its making to its last response. Its state changes on the event loop only, but
 * that any thread may withdraw it while it is queued.
 */
final class PendingCall implements Call, LoopTask {
  private static final System.Logger LOG = System.getLogger(PendingCall.class.getName());
  private static final double NO_LIMIT = -1;

  /** Puts the request on the wire. */
  interface Sender {
    /**
     * Sends the request.
     *
     * @return the {@code flux_future_t *}, NULL with errno set if it could not be sent
     */
    MemorySegment send(Connection connection);
  }

  private enum State {
    QUEUED,
    /** Will not be sent, and the handler is not told so yet. */
    WITHDRAWN,
    /** Sent, and the handler is told of every response. */
    SENT,
    /** Sent, and the handler is told of the end only. */
    ENDING,
    /** Sent, and the handler is told nothing more. */
    MUTE,
    DONE
  }

  private final EventLoop loop;
  private final String topic;
  private final Request.Mode mode;
  private final Sender sender;
  private final ResponseHandler handler;
  private double limitSeconds = NO_LIMIT;
  private volatile State state = State.QUEUED;
  private MemorySegment future = MemorySegment.NULL;

  PendingCall(
      EventLoop loop, String topic, Request.Mode mode, Sender sender, ResponseHandler handler) {
    this.loop = loop;
    this.topic = topic;
    this.mode = mode;
    this.sender = sender;
    this.handler = handler;
  }

  /** Lets the event loop itself fail the call with {@code ETIMEDOUT}; set before it is sent. */
  PendingCall within(Duration limit) {
    limitSeconds = TimeUnit.NANOSECONDS.convert(limit) / 1e9;
    return this;
  }

  double limitSeconds() {
    return limitSeconds;
  }

  String topic() {
    return topic;
  }

  MemorySegment future() {
    return future;
  }

  @Override
  public void run(Connection connection) {
    if (!leaveQueue(State.SENT)) {
      return; // cancelled while it waited
    }
    try {
      future = sender.send(connection);
    } catch (RuntimeException | Error e) {
      fail(unsendable(e)); // such as a payload in memory that only its own thread may read
      return;
    }
    if (future.address() == 0) {
      state = State.QUEUED;
      connection.notSent(this);
    } else if (mode == Request.Mode.NO_RESPONSE) {
      state = State.DONE;
      connection.destroy(future);
    } else {
      connection.expect(this);
    }
  }

  @Override
  public void fail(FluxException reason) {
    State before = state;
    boolean unsent = isUnsent();
    state = State.DONE;
    boolean listening = before != State.MUTE && before != State.DONE;
    if (listening && mode != Request.Mode.NO_RESPONSE) {
      tell(() -> handler.onError(unsent ? new NotSentException(reason) : reason));
    }
  }

  private boolean isUnsent() {
    return state == State.QUEUED || state == State.WITHDRAWN;
  }

  private synchronized boolean leaveQueue(State next) {
    if (state != State.QUEUED) {
      return false;
    }
    state = next;
    return true;
  }

  @Override
  public boolean withdraw() {
    boolean unsent = leaveQueue(State.WITHDRAWN);
    cancel();
    return unsent;
  }

  @Override
  public void cancel() {
    loop.execute(
        new LoopTask() {
          @Override
          public void run(Connection connection) {
            if (state == State.SENT) {
              stopListening(connection);
            } else {
              runWithoutBroker();
            }
          }

          @Override
          public boolean runWithoutBroker() {
            if (isUnsent()) {
              PendingCall.this.fail(
                  new FluxException(Errno.ECANCELED, topic, "cancelled before it was sent"));
            }
            return true;
          }

          @Override
          public void fail(FluxException reason) {
            runWithoutBroker();
          }
        });
  }

  private void stopListening(Connection connection) {
    if (mode == Request.Mode.STREAM) {
      state = State.ENDING;
      connection.cancelStream(this);
    } else {
      state = State.MUTE;
    }
  }

  /** Hands over a response of a single request. */
  void deliverLast(MemorySegment payload) {
    if (state == State.SENT && !tell(() -> handler.onResponse(payload))) {
      fail(refused());
    }
    state = State.DONE;
  }

  /** Hands over one response of a stream. */
  void deliverNext(Connection connection, MemorySegment payload) {
    if (state == State.SENT && !tell(() -> handler.onResponse(payload))) {
      connection.cancelStream(this);
      fail(refused());
      state = State.MUTE;
    }
  }

  boolean isStream() {
    return mode == Request.Mode.STREAM;
  }

  private FluxException unsendable(Throwable cause) {
    FluxException exception =
        new FluxException(Errno.EINVAL, topic, "the request cannot be read: " + cause);
    exception.initCause(cause);
    return exception;
  }

  private FluxException refused() {
    return new FluxException(Errno.EPROTO, topic, "the handler could not read the response");
  }

  /** No exception may leave an upcall: it would end the virtual machine. */
  private boolean tell(Runnable action) {
    try {
      action.run();
      return true;
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A response handler for " + topic + " threw", e);
      return false;
    }
  }
}
