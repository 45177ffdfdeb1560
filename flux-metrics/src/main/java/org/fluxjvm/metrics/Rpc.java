package org.fluxjvm.metrics;

import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Asks Flux: {@link org.fluxjvm.Flux#rpcAsync}. */
@FunctionalInterface
interface Rpc {
  CompletableFuture<JsonNode> ask(String topic, Object payload);
}
