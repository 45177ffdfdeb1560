package org.fluxjvm.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A question to Flux whose answer fills some meters. It succeeds or fails by itself. */
interface Poll {
  /** The topic that it goes by in {@link InstanceMeter#POLL}. */
  String topic();

  CompletableFuture<Readings> ask(Rpc rpc);

  static Poll of(String topic, Function<JsonNode, Readings> reader) {
    record Single(String topic, Function<JsonNode, Readings> reader) implements Poll {
      @Override
      public CompletableFuture<Readings> ask(Rpc rpc) {
        return rpc.ask(topic, Map.of()).thenApply(reader);
      }
    }
    return new Single(topic, reader);
  }
}
