package org.fluxjvm.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Asks which queues there are, and then for the status of each. */
final class QueuePoll implements Poll {
  private static final String TOPIC = "job-manager.queue-status";
  private static final String LIST = "job-manager.queue-list";

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public CompletableFuture<Readings> ask(Rpc rpc) {
    return names(rpc).thenCompose(names -> statuses(rpc, names));
  }

  /** Asks for the queues that are shown by their names; none if the instance has no named ones. */
  static CompletableFuture<List<String>> names(Rpc rpc) {
    return rpc.ask(LIST, Map.of()).thenApply(answer -> shown(answer.path("queues")));
  }

  private static List<String> shown(JsonNode names) {
    return QueueLabels.of(
            names.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList())
        .shown();
  }

  private static CompletableFuture<Readings> statuses(Rpc rpc, List<String> shown) {
    if (shown.isEmpty()) {
      return rpc.ask(TOPIC, Map.of())
          .thenApply(status -> add(new Readings(), QueueLabel.ANONYMOUS, status));
    }
    List<CompletableFuture<JsonNode>> asked =
        shown.stream().map(name -> rpc.ask(TOPIC, Map.of("name", name))).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              Readings readings = new Readings();
              for (int i = 0; i < shown.size(); i++) {
                add(readings, QueueLabel.of(shown.get(i)), asked.get(i).join());
              }
              return readings;
            });
  }

  private static Readings add(Readings readings, String label, JsonNode status) {
    return readings
        .add(InstanceMeter.QUEUE_ENABLED, status.path("enable"), label)
        .add(InstanceMeter.QUEUE_STARTED, status.path("start"), label);
  }
}
