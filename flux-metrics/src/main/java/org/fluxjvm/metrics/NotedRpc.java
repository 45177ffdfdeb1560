package org.fluxjvm.metrics;

import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Notes whether Flux has answered any of the requests of a poll, if only by an error. */
final class NotedRpc implements Rpc {
  private final Rpc rpc;
  private volatile boolean answer;

  NotedRpc(Rpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public CompletableFuture<JsonNode> ask(String topic, Object payload, int rank) {
    return rpc.ask(topic, payload, rank)
        .whenComplete(
            (response, failure) -> {
              if (failure == null || PollOutcome.isAnswer(failure)) {
                answer = true;
              }
            });
  }

  boolean hasAnswer() {
    return answer;
  }
}
