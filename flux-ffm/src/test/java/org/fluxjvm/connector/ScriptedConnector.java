package org.fluxjvm.connector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** A connector in memory: the test is the broker, and its thread the event loop. */
public final class ScriptedConnector implements Connector {
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  private final boolean owner;

  /** Makes a connector of the owner that nobody has asked anything. */
  public ScriptedConnector() {
    this(true);
  }

  private ScriptedConnector(boolean owner) {
    this.owner = owner;
  }

  /** Makes one of a user who does not own the instance. */
  public static ScriptedConnector ofGuest() {
    return new ScriptedConnector(false);
  }

  /** A request that was made. */
  public static final class Sent implements Call {
    private final String topic;
    private final String payload;
    private final ResponseHandler handler;
    private final AtomicInteger cancels = new AtomicInteger();

    private Sent(String topic, String payload, ResponseHandler handler) {
      this.topic = topic;
      this.payload = payload;
      this.handler = handler;
    }

    /** What was asked. */
    public String payload() {
      return payload;
    }

    /** Whether nobody waits for the response any longer. */
    public boolean isCancelled() {
      return cancels() > 0;
    }

    /** How often it was cancelled. */
    public int cancels() {
      return cancels.get();
    }

    /** Answers; the payload is valid during the call only, as that of libflux-core. */
    public void answer(String json) {
      try (Arena arena = Arena.ofConfined()) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        MemorySegment payload = arena.allocate(utf8.length);
        MemorySegment.copy(MemorySegment.ofArray(utf8), 0, payload, 0, utf8.length);
        handler.onResponse(payload.asReadOnly());
      }
    }

    /** Fails. */
    public void fail(Errno errno) {
      handler.onError(new FluxException(errno, topic, "scripted"));
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }
  }

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    return add(new Sent(request.topic(), text(request.payload()), handler));
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    return add(new Sent("job-ingest.submit", text(jobspec), handler));
  }

  private Sent add(Sent request) {
    sent.add(request);
    return request;
  }

  private static String text(MemorySegment json) {
    return new String(json.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** All requests to a topic, in order. */
  public List<Sent> sent(String topic) {
    return sent.stream().filter(request -> request.topic.equals(topic)).toList();
  }

  /** The latest request to a topic. */
  public Sent last(String topic) {
    return sent(topic).getLast();
  }

  @Override
  public boolean isOwner() {
    return owner;
  }

  @Override
  public void close() {}
}
