package org.fluxjvm.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a submission, and the request {@link #LIFE}, with the recorded journal of one job, on the
 * caller's thread and out of native memory, as the event loop would.
 */
final class ReplayConnector implements Connector {
  /** Has the journal tell the life of a job once more. */
  static final Request LIFE = Request.single("replay.life", "");

  /** How many events there are in a life. */
  static final int EVENTS = 11;

  private static final String SENTINEL = "{\"id\":-1,\"events\":[]}";

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment accepted = nativeText("{\"id\":103079215104}");
  private @Nullable ResponseHandler journal;
  private List<MemorySegment> life = List.of();

  @Override
  public Call rpc(Request request, ResponseHandler handler) {
    switch (request.topic()) {
      case "job-manager.events-journal" -> {
        journal = handler;
        life = recordedLife(request.payload());
        handler.onResponse(nativeText(SENTINEL));
      }
      case "replay.life" -> live();
      default -> {}
    }
    return () -> {};
  }

  @Override
  public Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    handler.onResponse(accepted);
    live();
    return () -> {};
  }

  @Override
  public boolean isOwner() {
    return true;
  }

  private void live() {
    ResponseHandler reader = journal;
    if (reader != null) {
      for (MemorySegment event : life) {
        reader.onResponse(event);
      }
    }
  }

  /** Of the events, those that a request for the journal allows. */
  private List<MemorySegment> recordedLife(MemorySegment request) {
    JsonMapper json = JsonMapper.shared();
    JsonNode allow = json.readTree(request.toArray(ValueLayout.JAVA_BYTE)).path("allow");
    try (InputStream lines = ReplayConnector.class.getResourceAsStream("journal.jsonl")) {
      if (lines == null) {
        throw new IOException("journal.jsonl is not on the class path");
      }
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(
              line -> {
                String name = json.readTree(line).at("/events/0/name").asString();
                return allow.isMissingNode() || allow.has(name);
              })
          .map(this::nativeText)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MemorySegment nativeText(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return arena.allocate(utf8.length).copyFrom(MemorySegment.ofArray(utf8)).asReadOnly();
  }

  @Override
  public void close() {}
}
