package org.fluxjvm.metrics;

import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How a broker and those below it in the tree are, as its parent has it. */
enum BrokerStatus {
  /** They are all there. */
  FULL,
  /** Some below have not come up yet. */
  PARTIAL,
  /** Some below were lost. */
  DEGRADED,
  /** It was there, and its connection broke. */
  LOST,
  /** It has not come up yet, or went in order. */
  OFFLINE,
  /** Nobody has said. */
  UNKNOWN;

  /** Reads the status out of what has one. */
  static BrokerStatus of(JsonNode health) {
    String word = health.path("status").stringValue("");
    return Arrays.stream(values())
        .filter(status -> status.tag().equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** Whether some below are well and others not, so that they have to be asked for. */
  boolean isMixed() {
    return this == PARTIAL || this == DEGRADED;
  }

  /** A zero for each: a series that comes and goes alerts nobody. */
  static Readings none() {
    Readings readings = new Readings();
    Arrays.stream(values()).forEach(status -> status.add(readings, 0));
    return readings;
  }

  void add(Readings readings, long brokers) {
    readings.add(InstanceMeter.BROKERS, brokers, tag());
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] tags() {
    return Arrays.stream(values()).map(BrokerStatus::tag).toArray(String[]::new);
  }
}
