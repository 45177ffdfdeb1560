package org.fluxjvm.metrics;

import org.fluxjvm.rfc.ResourceSet;
import tools.jackson.databind.JsonNode;

/** Asks what the scheduler has, and how much of it is allocated. */
final class ResourcePoll implements SinglePoll {
  @Override
  public String topic() {
    return "resource.sched-status";
  }

  @Override
  public Readings read(JsonNode answer) {
    ResourceSet all = ResourceSet.parse(answer.path("all"));
    ResourceSet down = ResourceSet.parse(answer.path("down"));
    ResourceSet allocated = ResourceSet.parse(answer.path("allocated"));
    Readings readings = new Readings();
    add(readings, "all", all);
    add(readings, "down", down);
    add(readings, "allocated", allocated);
    add(readings, "free", all.minus(down).minus(allocated));
    return readings;
  }

  private static void add(Readings readings, String state, ResourceSet set) {
    readings
        .add(InstanceMeter.NODES, set.nodes(), state)
        .add(InstanceMeter.CORES, set.cores(), state)
        .add(InstanceMeter.GPUS, set.gpus(), state);
  }
}
