package org.fluxjvm.scheduler;

import java.util.Set;

/** The schedulers that share a ledger, as long as they give a sign of life. */
public interface Nodes {
  /**
   * Joins. Two schedulers on different Flux instances cannot share a ledger: neither could see the
   * other's jobs.
   *
   * @param node one start of one scheduler: {@link Owner#node}
   * @param earlier what the names of this scheduler's earlier starts begin with: on the same
   *     instance they are over even if they gave a sign of life just now, on another if they have
   *     missed one
   * @param instance the {@code broker.uuid} of its Flux instance
   * @param uri where that is
   * @throws LedgerException if another that is alive is on a different instance
   */
  void join(String node, String earlier, String instance, String uri);

  /**
   * Gives a sign of life; to be repeated, more often than every third of {@link #live}'s patience.
   *
   * @param node who is alive
   * @param instance the {@code broker.uuid} of its Flux instance, which may have been restarted
   * @return false if the node is not known any more, and has to join again
   */
  boolean beat(String node, String instance);

  /**
   * Leaves.
   *
   * @param node who is gone
   */
  void leave(String node);

  /**
   * The nodes that gave a sign of life in the last 30 seconds by the ledger's own clock.
   *
   * @return their names
   */
  Set<String> live();
}
