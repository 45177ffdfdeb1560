package org.fluxjvm.connector.embedded;

import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a jobspec of version 1 (RFC 25) asks for.
 *
 * @param nodes the number of nodes, 0 if any will do
 * @param slots the number of slots in all
 * @param cores cores per slot
 * @param gpus GPUs per slot
 * @param exclusive whether its nodes are its own
 * @param eligible which ranks its nodes may be of
 * @param tree the jobspec
 */
record JobRequest(
    int nodes,
    int slots,
    int cores,
    int gpus,
    boolean exclusive,
    IntPredicate eligible,
    ObjectNode tree) {
  static JobRequest of(ObjectNode tree, IntPredicate eligible) {
    JsonNode top = tree.path("resources").path(0);
    int nodes = 0;
    boolean exclusive = false;
    JsonNode slot = top;
    if (type(top).equals("node")) {
      nodes = top.path("count").asInt(0);
      exclusive = top.path("exclusive").asBoolean(false);
      slot = top.path("with").path(0);
    }
    if (!type(slot).equals("slot")) {
      return new JobRequest(0, 0, 0, 0, false, eligible, tree);
    }
    int cores = 0;
    int gpus = 0;
    for (JsonNode child : slot.path("with")) {
      int count = child.path("count").asInt(0);
      switch (type(child)) {
        case "core" -> cores = count;
        case "gpu" -> gpus = count;
        default -> {
          return new JobRequest(0, 0, 0, 0, false, eligible, tree);
        }
      }
    }
    int slots = slot.path("count").asInt(0) * Math.max(nodes, 1);
    return new JobRequest(nodes, slots, cores, gpus, exclusive, eligible, tree);
  }

  /** False if the resources are of a shape that no version 1 scheduler takes. */
  boolean understood() {
    return slots > 0 && cores > 0;
  }

  double duration() {
    return Math.max(0, system().path("duration").asDouble(0));
  }

  private static String type(JsonNode vertex) {
    return vertex.path("type").asString("");
  }

  static JsonNode system(ObjectNode tree) {
    return tree.path("attributes").path("system");
  }

  JsonNode system() {
    return system(tree);
  }

  JsonNode shellOption(String name) {
    return system().path("shell").path("options").path(name);
  }

  /** The number of tasks on so many nodes and cores. */
  int tasks(int nodesHeld, int coresHeld) {
    JsonNode perResource = shellOption("per-resource");
    int per = perResource.path("count").asInt(1);
    return switch (perResource.path("type").asString("")) {
      case "node" -> nodesHeld * per;
      case "core" -> coresHeld * per;
      default -> tasksBySlot();
    };
  }

  private int tasksBySlot() {
    JsonNode count = tree.path("tasks").path(0).path("count");
    return count.has("total")
        ? count.path("total").asInt(1)
        : slots * count.path("per_slot").asInt(1);
  }
}
