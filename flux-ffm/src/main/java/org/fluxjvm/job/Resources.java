package org.fluxjvm.job;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The resource vertices and the one task of version 1 (RFC 25). */
final class Resources {
  private static final String LABEL = "task";

  private Resources() {}

  static ObjectNode slot(int count, int cores, int gpus) {
    ObjectNode slot = vertex("slot", count);
    ArrayNode content = slot.putArray("with").add(vertex("core", cores));
    if (gpus > 0) {
      content.add(vertex("gpu", gpus));
    }
    return slot.put("label", LABEL);
  }

  static ObjectNode node(int count, boolean exclusive, ObjectNode slot) {
    ObjectNode node = vertex("node", count);
    if (exclusive) {
      node.put("exclusive", true);
    }
    node.putArray("with").add(slot);
    return node;
  }

  static ArrayNode list(ObjectNode only) {
    return JsonNodeFactory.instance.arrayNode().add(only);
  }

  static ArrayNode tasks(List<String> command, ObjectNode count) {
    ObjectNode task = Json.object();
    ArrayNode words = task.putArray("command");
    command.forEach(words::add);
    task.put("slot", LABEL);
    task.set("count", count);
    return list(task);
  }

  static void requireNodes(boolean exclusive) {
    if (exclusive) {
      throw new JobspecException("exclusive", "can only be true with a number of nodes");
    }
  }

  private static ObjectNode vertex(String type, int count) {
    return Json.object().put("type", type).put("count", count);
  }
}
