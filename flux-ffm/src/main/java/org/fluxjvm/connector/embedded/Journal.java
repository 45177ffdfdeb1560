package org.fluxjvm.connector.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fluxjvm.Errno;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stream of all events of all jobs: {@code job-manager.events-journal}. */
final class Journal {
  private final Jobs jobs;
  private final Map<Exchange, Predicate<LogEvent>> listeners = new LinkedHashMap<>();
  private long published;

  Journal(Jobs jobs) {
    this.jobs = jobs;
  }

  void watch(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    if (!exchange.streaming()) {
      throw exchange.error(Errno.EPROTO, "the events journal is a stream: ask for one");
    }
    Predicate<LogEvent> filter = filter(payload);
    boolean full = payload.flag("full");
    for (EmbeddedJob job : List.copyOf(jobs.all())) {
      if (full || job.state() != JobState.INACTIVE) {
        exchange.respond(backlog(job, filter));
      }
    }
    exchange.respond("{\"id\":-1,\"events\":[]}");
    if (!exchange.over()) {
      listeners.put(exchange, filter);
      exchange.whenOver(() -> listeners.remove(exchange));
    }
  }

  private static Predicate<LogEvent> filter(Payload payload) {
    Optional<ObjectNode> allow = payload.find("allow").map(names -> payload.object("allow"));
    Optional<ObjectNode> deny = payload.find("deny").map(names -> payload.object("deny"));
    return event ->
        allow.map(names -> has(names, event)).orElse(true)
            && !deny.map(names -> has(names, event)).orElse(false);
  }

  private static boolean has(JsonNode names, LogEvent event) {
    return names.has(event.name());
  }

  private static String backlog(EmbeddedJob job, Predicate<LogEvent> filter) {
    String events =
        job.eventlog().events().stream()
            .filter(filter)
            .map(LogEvent::json)
            .collect(Collectors.joining(","));
    return response(job, events, jobspec(job) + resources(job));
  }

  void publish(EmbeddedJob job, LogEvent event) {
    published++;
    if (listeners.isEmpty()) {
      return;
    }
    String extra =
        switch (event.name()) {
          case "submit" -> jobspec(job);
          case "alloc" -> resources(job);
          default -> "";
        };
    String response = response(job, event.json(), extra);
    Map.copyOf(listeners)
        .forEach(
            (listener, filter) -> {
              if (filter.test(event)) {
                listener.respond(response);
              }
            });
  }

  private static String response(EmbeddedJob job, String events, String extra) {
    return "{\"id\":" + job.id() + ",\"events\":[" + events + "]" + extra + "}";
  }

  private static String jobspec(EmbeddedJob job) {
    return ",\"jobspec\":" + job.submitted().jobspec();
  }

  private static String resources(EmbeddedJob job) {
    return job.allocation().map(held -> ",\"R\":" + Json.text(held.resourceSet())).orElse("");
  }

  ObjectNode stats() {
    return Json.object().put("listeners", listeners.size()).put("events", published);
  }
}
