package org.fluxjvm.it.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** Takes every job, and tells at once that it runs; none ends. It keeps nothing of them. */
final class EndlessConnector implements Connector {
  static final String URI = "endless:";

  private static final Call NOTHING = () -> {};

  private final Arena arena = Arena.ofAuto();
  private final AtomicLong ids = new AtomicLong(1L << 24);

  /** The value of each attribute: one of them is a time, in seconds. */
  private final MemorySegment attribute = text("{\"value\":\"1\"}");

  private final MemorySegment urgency = text("{\"old_urgency\":0}");
  private final MemorySegment done = text("{}");
  private final List<MemorySegment> life =
      Stream.of("submit", "validate", "depend", "priority", "urgency", "priority", "alloc", "start")
          .map(name -> "{\\\"timestamp\\\":1.0,\\\"name\\\":\\\"" + name + "\\\"}\\n")
          .map(line -> text("{\"event\":\"" + line + "\"}"))
          .toList();

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    switch (request.topic()) {
      case "attr.get" -> handler.onResponse(attribute);
      case "job-manager.urgency" -> handler.onResponse(urgency);
      case "job-info.eventlog-watch" -> life.forEach(handler::onResponse);
      case "job-list.list" ->
          handler.onError(new FluxException(Errno.ENODATA, request.topic(), "no more jobs"));
      default -> handler.onResponse(done);
    }
    return NOTHING;
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    try (Arena answer = Arena.ofConfined()) {
      byte[] utf8 = ("{\"id\":" + ids.incrementAndGet() + "}").getBytes(StandardCharsets.UTF_8);
      handler.onResponse(answer.allocate(utf8.length).copyFrom(MemorySegment.ofArray(utf8)));
    }
    return NOTHING;
  }

  @Override
  public boolean isOwner() {
    return true;
  }

  private MemorySegment text(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return arena.allocate(utf8.length).copyFrom(MemorySegment.ofArray(utf8)).asReadOnly();
  }

  @Override
  public void close() {}
}
