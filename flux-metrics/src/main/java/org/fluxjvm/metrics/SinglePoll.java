package org.fluxjvm.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A poll that one request without payload does. */
interface SinglePoll extends Poll {
  Readings read(JsonNode answer);

  @Override
  default CompletableFuture<Readings> ask(Rpc rpc) {
    return rpc.ask(topic(), Map.of()).thenApply(this::read);
  }
}
