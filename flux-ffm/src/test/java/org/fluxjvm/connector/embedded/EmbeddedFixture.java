package org.fluxjvm.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.ConnectorOptions;
import org.fluxjvm.connector.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A handle on an embedded instance, and short ways to ask it. */
final class EmbeddedFixture implements AutoCloseable {
  private final Connector connector;

  EmbeddedFixture(String uri) {
    connector =
        new EmbeddedConnectorProvider().open(uri, new ConnectorOptions(Duration.ofSeconds(1)));
  }

  Connector connector() {
    return connector;
  }

  Responses send(String topic, String payload) {
    Responses responses = new Responses();
    connector.rpc(Request.single(topic, payload), responses);
    return responses;
  }

  JsonNode ask(String topic, String payload) {
    return send(topic, payload).json();
  }

  /** Sends what is answered without a payload. */
  void done(String topic, String payload) {
    assertThat(send(topic, payload).text()).isEmpty();
  }

  FluxException refusal(String topic, String payload) {
    return send(topic, payload).error();
  }

  Responses stream(String topic, String payload) {
    Responses responses = new Responses();
    connector.rpc(Request.stream(topic, payload), responses);
    return responses;
  }

  Responses submit(ObjectNode jobspec, int urgency, int flags) {
    Responses responses = new Responses();
    byte[] json = Json.text(jobspec).getBytes(StandardCharsets.UTF_8);
    connector.submit(MemorySegment.ofArray(json), urgency, flags, responses);
    return responses;
  }

  long submit(ObjectNode jobspec) {
    return submit(jobspec, 16, 0).json().path("id").asLong();
  }

  Responses watch(long id, String path) {
    return stream("job-info.eventlog-watch", watchPayload(id, path, 0));
  }

  static String watchPayload(long id, String path, int flags) {
    return "{\"id\":" + id + ",\"path\":\"" + path + "\",\"flags\":" + flags + "}";
  }

  /** All events of a log that has ended. */
  List<JsonNode> events(long id, String path) {
    Responses responses = watch(id, path);
    responses.error();
    return responses.received().stream()
        .map(text -> Json.parse(Json.parse(text).path("event").asString()))
        .toList();
  }

  List<String> eventNames(long id, String path) {
    return events(id, path).stream().map(event -> event.path("name").asString()).toList();
  }

  /** Waits for the end of a job, and gives its wait status. */
  int status(long id) {
    return event(id, "finish").path("context").path("status").asInt(-1);
  }

  JsonNode event(long id, String name) {
    return events(id, "eventlog").stream()
        .filter(event -> event.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event " + name));
  }

  /** What a job wrote to one stream of its output event log. */
  String output(long id, String stream) {
    events(id, "eventlog");
    StringBuilder output = new StringBuilder();
    for (JsonNode event : events(id, "guest.output")) {
      JsonNode context = event.path("context");
      if (event.path("name").asString().equals("data")
          && context.path("stream").asString().equals(stream)) {
        output.append(context.path("data").asString(""));
      }
    }
    return output.toString();
  }

  void awaitEvent(long id, String name) {
    watch(id, "eventlog").awaitText("\\\"name\\\":\\\"" + name + "\\\"");
  }

  @Override
  public void close() {
    connector.close();
  }
}
