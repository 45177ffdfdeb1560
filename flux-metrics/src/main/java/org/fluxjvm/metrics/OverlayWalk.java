package org.fluxjvm.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One walk through the tree of brokers. A broker knows the status of those right below it; of those
 * further down it is asked only where they differ, one level after the other.
 */
final class OverlayWalk {
  /** How many brokers are asked at most; what is below the others is unknown. */
  static final int LIMIT = 256;

  /** A broker and what it has said of itself and those below it. */
  private record Answered(JsonNode topology, JsonNode health) {}

  private final Rpc rpc;
  private final Readings readings = BrokerStatus.none();
  private int asked;

  OverlayWalk(Rpc rpc) {
    this.rpc = rpc;
  }

  CompletableFuture<Readings> from(JsonNode topology, JsonNode health) {
    return level(List.of(new Answered(topology, health)));
  }

  private CompletableFuture<Readings> level(List<Answered> brokers) {
    if (brokers.isEmpty()) {
      return CompletableFuture.completedFuture(readings);
    }
    List<CompletableFuture<Answered>> below =
        brokers.stream().flatMap(broker -> count(broker).stream()).map(this::ask).toList();
    return CompletableFuture.allOf(below.toArray(CompletableFuture[]::new))
        .thenCompose(all -> level(below.stream().map(CompletableFuture::join).toList()));
  }

  /** One that has gone since its parent spoke of it says nothing. */
  private CompletableFuture<Answered> ask(JsonNode topology) {
    return rpc.ask(OverlayPoll.TOPIC, Map.of(), topology.path("rank").intValue())
        .exceptionally(gone -> MissingNode.getInstance())
        .thenApply(health -> new Answered(topology, health));
  }

  /** Counts a broker, and of those below it all but the subtrees that have to be looked into. */
  private List<JsonNode> count(Answered broker) {
    if (broker.health().isMissingNode()) {
      BrokerStatus.UNKNOWN.add(readings, size(broker.topology()));
      return List.of();
    }
    BrokerStatus.of(broker.health()).add(readings, 1);
    Map<Integer, BrokerStatus> children = new HashMap<>();
    for (JsonNode child : broker.health().path("children")) {
      children.put(child.path("rank").intValue(-1), BrokerStatus.of(child));
    }
    List<JsonNode> mixed = new ArrayList<>();
    for (JsonNode child : broker.topology().path("children")) {
      BrokerStatus status =
          children.getOrDefault(child.path("rank").intValue(-1), BrokerStatus.UNKNOWN);
      if (status.isMixed() && asked < LIMIT) {
        asked++;
        mixed.add(child);
      } else {
        (status.isMixed() ? BrokerStatus.UNKNOWN : status).add(readings, size(child));
      }
    }
    return mixed;
  }

  private static long size(JsonNode topology) {
    return topology.path("size").longValue(1);
  }
}
