package org.fluxjvm.metrics;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks how the tree of brokers is. When all is well one answer says so, and the number of brokers
 * is an attribute; else the tree is walked down to what is not well.
 */
final class OverlayPoll implements Poll {
  static final String TOPIC = "overlay.health";

  private static final int ROOT = 0;

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public CompletableFuture<Readings> ask(Rpc rpc) {
    return rpc.ask(TOPIC, Map.of(), ROOT)
        .thenCompose(
            health ->
                BrokerStatus.of(health) == BrokerStatus.FULL
                    ? allWell(rpc)
                    : rpc.ask("overlay.topology", Map.of("rank", ROOT), ROOT)
                        .thenCompose(topology -> new OverlayWalk(rpc).from(topology, health)));
  }

  private static CompletableFuture<Readings> allWell(Rpc rpc) {
    return rpc.ask("attr.get", Map.of("name", "size"))
        .thenApply(
            size -> {
              Readings readings = BrokerStatus.none();
              BrokerStatus.FULL.add(readings, Long.parseLong(size.path("value").stringValue()));
              return readings;
            });
  }
}
