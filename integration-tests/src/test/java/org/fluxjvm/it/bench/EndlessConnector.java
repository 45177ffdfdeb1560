package org.fluxjvm.it.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;

/** Takes every job, and tells at once that it runs; none ends. It keeps nothing of them. */
final class EndlessConnector implements Connector {
  static final String URI = "endless:";

  private static final Call NOTHING = () -> {};

  private final Arena arena = Arena.ofAuto();
  private final AtomicLong ids = new AtomicLong(1L << 24);
  private final Map<String, MemorySegment> instance =
      ManyQueues.answers().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, answer -> text(answer.getValue())));
  private final MemorySegment urgency = text("{\"old_urgency\":0}");
  private final MemorySegment done = text("{}");
  private final String life =
      Stream.of("submit", "validate", "depend", "priority", "urgency", "priority", "alloc", "start")
          .map(name -> "{\"timestamp\":1.0,\"name\":\"" + name + "\"}")
          .collect(Collectors.joining(",", "[", "]"));
  private @Nullable ResponseHandler journal;

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    switch (request.topic()) {
      case "job-manager.urgency" -> handler.onResponse(urgency);
      case "job-manager.events-journal" -> begin(handler);
      case "job-list.list" ->
          handler.onError(new FluxException(Errno.ENODATA, request.topic(), "no more jobs"));
      default -> handler.onResponse(instance.getOrDefault(request.topic(), done));
    }
    return NOTHING;
  }

  /** One at a time, as an event loop would. */
  private synchronized void begin(ResponseHandler handler) {
    journal = handler;
    answer(handler, "{\"id\":-1,\"events\":[]}");
  }

  @Override
  public synchronized Call submit(
      MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    long id = ids.incrementAndGet();
    answer(handler, "{\"id\":" + id + "}");
    if (journal != null) {
      answer(journal, "{\"id\":" + id + ",\"events\":" + life + "}");
    }
    return NOTHING;
  }

  private static void answer(ResponseHandler handler, String json) {
    try (Arena answer = Arena.ofConfined()) {
      byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
      handler.onResponse(answer.allocate(utf8.length).copyFrom(MemorySegment.ofArray(utf8)));
    }
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
