package org.fluxjvm.scheduler.quartz;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.LedgerException;
import org.fluxjvm.scheduler.Nodes;
import org.fluxjvm.scheduler.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other schedulers on a ledger that this one is alive, and on which Flux instance. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** More often than every third of the 30 seconds that the others wait. */
  private static final Duration PAUSE = Duration.ofSeconds(8);

  private static final int PATIENCE_SECONDS = 11;
  private static final int FLUX_SECONDS = 2;
  private static final int LEAVE_SECONDS = 1;
  private static final String INSTANCE = "broker.uuid";

  private final Nodes nodes;
  private final String node;
  private final Flux flux;
  private final Repeatedly beats;
  private String instance;

  private Heartbeat(Nodes nodes, String node, String earlier, Flux flux, Timing timing) {
    this.nodes = nodes;
    this.node = node;
    this.flux = flux;
    this.instance = flux.attribute(INSTANCE);
    joinPatiently(earlier, timing);
    this.beats = Repeatedly.start("flux-heartbeat", timing, PAUSE, this::beat);
  }

  /** An earlier start that was killed is not told from a live one before a beat of it is missed. */
  private void joinPatiently(String earlier, Timing timing) {
    for (int second = 0; second < PATIENCE_SECONDS; second++) {
      try {
        nodes.join(node, earlier, instance, flux.uri());
        return;
      } catch (LedgerException e) {
        LOG.info("Waits for a scheduler that may be gone: {}", e.getMessage());
        timing.after(Duration.ofSeconds(1)).join();
      }
    }
    nodes.join(node, earlier, instance, flux.uri());
  }

  /**
   * Joins.
   *
   * @param earlier what the names of this scheduler's earlier starts begin with: they are over
   * @throws LedgerException if a scheduler that is alive is on another Flux instance
   */
  static Heartbeat join(Nodes nodes, String node, String earlier, Flux flux, Timing timing) {
    return new Heartbeat(nodes, node, earlier, flux, timing);
  }

  private void beat() {
    String current = currentInstance();
    if (!nodes.beat(node, current)) {
      LOG.warn("Node {} was not known any more, and joins again", node);
      nodes.join(node, node, current, flux.uri());
    }
  }

  /** While Flux is out of reach this is the instance that it was. */
  private String currentInstance() {
    try {
      instance = flux.attributeAsync(INSTANCE).orTimeout(FLUX_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      LOG.debug("The Flux instance does not say which it is", e);
    }
    return instance;
  }

  /** A database that does not answer is not waited for: the others miss the next signs of life. */
  @Override
  public void close() {
    beats.close();
    Executor thread = leave -> Thread.ofVirtual().name("flux-leave").start(leave);
    try {
      CompletableFuture.runAsync(() -> nodes.leave(node), thread)
          .orTimeout(LEAVE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      LOG.warn("Node {} leaves without a word: {}", node, String.valueOf(e.getCause()));
    }
  }
}
