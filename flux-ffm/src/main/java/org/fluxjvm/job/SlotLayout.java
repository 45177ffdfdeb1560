package org.fluxjvm.job;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A number of equal slots, spread over a number of nodes if one is given. */
final class SlotLayout {
  private final String slotsArgument;
  private int slots = 1;
  private int cores = 1;
  private int gpus;
  private int nodes;
  private boolean exclusive;

  /** The layout of one slot of one core; {@code slotsArgument} is what errors call the number. */
  SlotLayout(String slotsArgument) {
    this.slotsArgument = slotsArgument;
  }

  void slots(int count) {
    slots = Count.atLeast(1, slotsArgument, count);
  }

  void cores(String argument, int count) {
    cores = Count.atLeast(1, argument, count);
  }

  void gpus(String argument, int count) {
    gpus = Count.atLeast(0, argument, count);
  }

  void nodes(int count) {
    nodes = Count.atLeast(1, "numNodes", count);
  }

  void exclusive(boolean whole) {
    exclusive = whole;
  }

  ArrayNode resources() {
    if (nodes > slots) {
      throw new JobspecException(
          "numNodes", "must not be greater than " + slotsArgument + " " + slots + ", got " + nodes);
    }
    if (nodes == 0) {
      Resources.requireNodes(exclusive);
      return Resources.list(Resources.slot(slots, cores, gpus));
    }
    ObjectNode slot = Resources.slot(Math.ceilDiv(slots, nodes), cores, gpus);
    return Resources.list(Resources.node(nodes, exclusive, slot));
  }

  /** How many tasks run: one to a slot, but a total if the last slots of some nodes stay empty. */
  ObjectNode taskCount() {
    ObjectNode count = JsonNodeFactory.instance.objectNode();
    boolean even = nodes == 0 || slots % nodes == 0;
    return even ? count.put("per_slot", 1) : count.put("total", slots);
  }
}
