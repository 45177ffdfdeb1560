package org.fluxjvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/** Asks the job manager for its queues, and then for each of them. */
final class QueueList {
  private final RpcClient client;

  QueueList(RpcClient client) {
    this.client = client;
  }

  List<QueueInfo> get() {
    JsonNode config = config().await();
    return queues(names().await(), config).stream().map(Reply::await).toList();
  }

  CompletableFuture<List<QueueInfo>> getAsync() {
    return names()
        .toFuture()
        .thenCombine(config().toFuture(), this::queues)
        .thenCompose(
            asked -> {
              List<CompletableFuture<QueueInfo>> queues =
                  asked.stream().map(Reply::toFuture).toList();
              return CompletableFuture.allOf(queues.toArray(CompletableFuture<?>[]::new))
                  .thenApply(end -> queues.stream().map(CompletableFuture::join).toList());
            });
  }

  private Reply<JsonNode> config() {
    return client.json("config.get", Map.of());
  }

  private Reply<JsonNode> names() {
    return client.json("job-manager.queue-list", Map.of());
  }

  private List<Reply<QueueInfo>> queues(JsonNode names, JsonNode config) {
    List<Reply<QueueInfo>> queues = new ArrayList<>();
    for (JsonNode name : names.path("queues")) {
      queues.add(status(name.asString(), Map.of("name", name.asString()), config));
    }
    return queues.isEmpty() ? List.of(status("", Map.of(), config)) : queues;
  }

  private Reply<QueueInfo> status(String name, Map<String, String> payload, JsonNode config) {
    return client
        .json("job-manager.queue-status", payload)
        .map(response -> QueueInfo.read(name, response, config));
  }
}
