package org.fluxjvm.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one poll has found. What an answer does not say is left out. */
final class Readings {
  private final Map<Series, Double> values = new LinkedHashMap<>();

  /** Takes a value; those of one series are added up. */
  Readings add(DocumentedMeter meter, double value, String... tags) {
    values.merge(new Series(meter, List.of(tags)), value, Double::sum);
    return this;
  }

  Readings add(DocumentedMeter meter, long value, String... tags) {
    return add(meter, (double) value, tags);
  }

  Readings add(DocumentedMeter meter, JsonNode value, String... tags) {
    if (value.isNumber()) {
      add(meter, value.doubleValue(), tags);
    } else if (value.isBoolean()) {
      add(meter, value.booleanValue() ? 1 : 0, tags);
    }
    return this;
  }

  Map<Series, Double> values() {
    return Map.copyOf(values);
  }
}
