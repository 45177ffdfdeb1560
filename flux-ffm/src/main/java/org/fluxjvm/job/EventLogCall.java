package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.ResponseStream.Sink;
import org.fluxjvm.rpc.RpcClient;
import org.jspecify.annotations.Nullable;

/**
 * The watch of one event log: asked for again when the broker was lost, and told on from where it
 * was.
 */
final class EventLogCall implements Call, ResponseHandler {
  private final RpcClient client;
  private final JobId id;
  private final String path;
  private final int flags;
  private final Sink<? super JobEvent> sink;
  private final Resumption resumption;
  private final Progress progress = new Progress();
  private volatile boolean resumed;

  private volatile boolean closed;
  private volatile @Nullable Call call;

  private EventLogCall(
      RpcClient client, JobId id, String path, int flags, Sink<? super JobEvent> sink) {
    this.client = client;
    this.resumption = new Resumption(client, this::send);
    this.id = id;
    this.path = path;
    this.flags = flags;
    this.sink = sink;
  }

  /**
   * Asks for a log.
   *
   * @param flags the bits of {@code enum job_event_watch_flags}
   * @param sink is told the events and the end, on the event loop
   */
  static EventLogCall open(
      RpcClient client, JobId id, String path, int flags, Sink<? super JobEvent> sink) {
    EventLogCall opened = new EventLogCall(client, id, path, flags, sink);
    opened.send();
    return opened;
  }

  private void send() {
    if (closed) {
      return; // during a pause
    }
    Request log = EventLog.request(id, path, resumed ? flags | EventLog.INITIAL_SENTINEL : flags);
    Call sent = client.isOwner() ? client.raw(log, this) : GuestWatch.open(client, id, log, this);
    call = sent;
    if (closed) {
      sent.cancel();
    }
  }

  @Override
  public void onResponse(MemorySegment payload) {
    resumption.answered();
    if (payload.byteSize() == 0) {
      endOfPast();
    } else {
      EventLog.decode(payload, this::take);
    }
  }

  /** All that the log has after a lost broker has come: what was told before may be more. */
  private void endOfPast() {
    if (!closed && !progress.hasCaughtUp()) {
      rewound();
    }
  }

  private void rewound() {
    cancel();
    end(EventGapException.rewound(EventLog.TOPIC, id));
  }

  private void end(FluxException reason) {
    if (reason instanceof EventGapException) {
      client.observer().onGap(1);
    }
    sink.end(reason);
  }

  private void take(JobEvent event) {
    if (closed) {
      return;
    }
    switch (progress.step(event)) {
      case KNOWN -> {}
      case NEXT -> sink.accept(event);
      case FOREIGN -> rewound();
    }
  }

  @Override
  public void onError(FluxException error) {
    if (closed) {
      return;
    }
    if (resumption.isDueAfter(error)) {
      resumed = true;
      progress.rewind();
      resumption.resume(error);
    } else {
      closed = true;
      end(reason(error));
    }
  }

  private FluxException reason(FluxException error) {
    return switch (error.errno()) {
      case ENODATA ->
          progress.hasCaughtUp() ? error : EventGapException.rewound(EventLog.TOPIC, id);
      case ENOENT, EOPNOTSUPP -> resumed ? gone() : error; // the latter if its namespace is gone
      default -> error;
    };
  }

  private FluxException gone() {
    return path.equals(JobEvents.MAIN_LOG)
        ? EventGapException.gone(EventLog.TOPIC, id)
        : EventGapException.gone(EventLog.TOPIC, id, path);
  }

  /** Ends the watch; the sink is told nothing more. */
  @Override
  public void cancel() {
    closed = true;
    Call sent = call;
    if (sent != null) {
      sent.cancel();
    }
  }
}
