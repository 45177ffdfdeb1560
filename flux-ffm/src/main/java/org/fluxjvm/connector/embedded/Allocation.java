package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resources of one job.
 *
 * @param shares what it has of each node, by rank
 * @param start when it got them, in seconds since the epoch
 * @param expiration when it loses them, 0 for never
 */
record Allocation(
    List<NodeShare> shares, int slots, BigDecimal start, BigDecimal expiration, String host) {
  /** The resource set, R (RFC 20). */
  ObjectNode resourceSet() {
    ObjectNode execution = Json.object();
    execution.set("R_lite", ResourceText.rLite(shares));
    execution.put("starttime", start).put("expiration", expiration).put("nslots", slots);
    execution.putArray("nodelist").add(nodelist());
    ObjectNode resources = Json.object().put("version", 1);
    resources.set("execution", execution);
    return resources;
  }

  String summary() {
    return ResourceText.summary(shares);
  }

  String nodelist() {
    return ResourceText.nodelist(shares.size(), host);
  }

  BitSet ranks() {
    BitSet ranks = new BitSet();
    shares.forEach(share -> ranks.set(share.rank()));
    return ranks;
  }

  int cores() {
    return shares.stream().mapToInt(share -> share.cores().cardinality()).sum();
  }
}
