package org.fluxjvm.metrics;

import java.util.concurrent.CompletableFuture;

/** A question to Flux whose answer fills some meters. It succeeds or fails by itself. */
interface Poll {
  /** The topic that it goes by in {@link InstanceMeter#POLL}. */
  String topic();

  CompletableFuture<Readings> ask(Rpc rpc);
}
