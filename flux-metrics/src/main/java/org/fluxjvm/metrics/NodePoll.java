package org.fluxjvm.metrics;

import org.fluxjvm.rfc.Idset;
import tools.jackson.databind.JsonNode;

/** Asks which nodes are away, and why. */
final class NodePoll implements SinglePoll {
  @Override
  public String topic() {
    return "resource.status";
  }

  @Override
  public Readings read(JsonNode answer) {
    Readings readings = new Readings();
    add(readings, "offline", answer.path("offline"));
    add(readings, "excluded", answer.path("exclude"));
    add(readings, "torpid", answer.path("torpid"));
    JsonNode drain = answer.path("drain");
    if (drain.isObject()) {
      // Its keys are idsets: ranks drained at one time for one reason may share a key.
      long drained =
          drain.propertyNames().stream()
              .map(Idset::parse)
              .reduce(Idset.empty(), Idset::union)
              .count();
      readings.add(InstanceMeter.NODES, drained, "drained");
    }
    return readings;
  }

  private static void add(Readings readings, String state, JsonNode ranks) {
    if (ranks.isString()) {
      readings.add(InstanceMeter.NODES, Idset.parse(ranks.stringValue()).count(), state);
    }
  }
}
