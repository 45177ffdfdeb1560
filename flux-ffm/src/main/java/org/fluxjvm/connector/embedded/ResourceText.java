package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Resource sets as Flux writes them (RFC 20). */
final class ResourceText {
  private ResourceText() {}

  /** Ranks that have the same children. */
  private record Group(BitSet ranks, NodeShare share) {}

  static ArrayNode rLite(List<NodeShare> shares) {
    ArrayNode rLite = Json.array();
    for (Group group : groups(shares)) {
      ObjectNode children =
          rLite.addObject().put("rank", Idset.text(group.ranks)).putObject("children");
      children.put("core", Idset.text(group.share.cores()));
      if (!group.share.gpus().isEmpty()) {
        children.put("gpu", Idset.text(group.share.gpus()));
      }
    }
    return rLite;
  }

  /** Like {@code rank[0-1]/core[0-3],gpu0}. */
  static String summary(List<NodeShare> shares) {
    StringBuilder summary = new StringBuilder();
    for (Group group : groups(shares)) {
      summary.append(summary.isEmpty() ? "" : " ");
      summary.append("rank").append(Idset.bracketed(group.ranks));
      summary.append("/core").append(Idset.bracketed(group.share.cores()));
      if (!group.share.gpus().isEmpty()) {
        summary.append(",gpu").append(Idset.bracketed(group.share.gpus()));
      }
    }
    return summary.toString();
  }

  /** A resource set without times. */
  static ObjectNode resources(List<NodeShare> shares, String host) {
    ObjectNode execution = Json.object();
    execution.set("R_lite", rLite(shares));
    execution.put("starttime", 0.0).put("expiration", 0.0);
    execution.putArray("nodelist").add(nodelist(shares.size(), host));
    ObjectNode resources = Json.object().put("version", 1);
    resources.set("execution", execution);
    return resources;
  }

  /** All nodes of an embedded instance are this host. */
  static String nodelist(int nodes, String host) {
    return String.join(",", Collections.nCopies(nodes, host));
  }

  private static List<Group> groups(List<NodeShare> shares) {
    List<Group> groups = new ArrayList<>();
    for (NodeShare share : shares) {
      Group group =
          groups.stream().filter(other -> other.share.sameChildren(share)).findFirst().orElse(null);
      if (group == null) {
        group = new Group(new BitSet(), share);
        groups.add(group);
      }
      group.ranks.set(share.rank());
    }
    return groups;
  }
}
