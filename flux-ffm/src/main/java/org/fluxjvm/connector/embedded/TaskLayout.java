package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which task runs on which node: in blocks, evenly, the first nodes taking what is left over. */
record TaskLayout(List<Task> tasks, List<Integer> perNode) {
  /**
   * One task.
   *
   * @param node the index of its node within the job
   * @param localId its index within the node
   */
  record Task(int rank, int node, int localId) {}

  static TaskLayout of(int tasks, int nodes) {
    List<Task> layout = new ArrayList<>();
    List<Integer> perNode = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      int count = tasks / nodes + (node < tasks % nodes ? 1 : 0);
      perNode.add(count);
      for (int local = 0; local < count; local++) {
        layout.add(new Task(layout.size(), node, local));
      }
    }
    return new TaskLayout(layout, perNode);
  }

  /** The map of tasks to nodes (RFC 34). */
  ObjectNode taskmap() {
    ObjectNode taskmap = Json.object().put("version", 1);
    ArrayNode map = taskmap.putArray("map");
    for (int node = 0; node < perNode.size(); ) {
      int end = node;
      while (end < perNode.size() && perNode.get(end).equals(perNode.get(node))) {
        end++;
      }
      map.addArray().add(node).add(end - node).add(perNode.get(node)).add(1);
      node = end;
    }
    return taskmap;
  }
}
