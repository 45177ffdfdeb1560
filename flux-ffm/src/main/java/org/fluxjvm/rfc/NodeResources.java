package org.fluxjvm.rfc;

import java.util.Map;
import java.util.TreeMap;

/**
 * Nodes that have the same resources: one entry of {@code R_lite}.
 *
 * @param ranks the broker ranks
 * @param children the ids of each type of resource on every one of them
 */
record NodeResources(Idset ranks, Map<String, Idset> children) {
  NodeResources {
    children = Map.copyOf(children);
  }

  long count(String type) {
    return ranks.count() * children.getOrDefault(type, Idset.empty()).count();
  }

  /** The same resources on other nodes. */
  NodeResources on(Idset others) {
    return new NodeResources(others, children);
  }

  /** What is left on the same nodes without some resources. */
  NodeResources without(Map<String, Idset> taken) {
    Map<String, Idset> left = new TreeMap<>();
    children.forEach(
        (type, ids) -> {
          Idset rest = ids.minus(taken.getOrDefault(type, Idset.empty()));
          if (!rest.isEmpty()) {
            left.put(type, rest);
          }
        });
    return new NodeResources(ranks, left);
  }

  boolean isEmpty() {
    return ranks.isEmpty() || children.isEmpty();
  }
}
