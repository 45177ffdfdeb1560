package org.fluxjvm.metrics;

import java.util.concurrent.CompletableFuture;
import org.fluxjvm.connector.Request;
import tools.jackson.databind.JsonNode;

/** Asks Flux: {@link org.fluxjvm.Flux#rpcAsync(String, Object, int)}. */
@FunctionalInterface
interface Rpc {
  CompletableFuture<JsonNode> ask(String topic, Object payload, int rank);

  /** Asks whoever is nearest. */
  default CompletableFuture<JsonNode> ask(String topic, Object payload) {
    return ask(topic, payload, Request.ANY);
  }
}
