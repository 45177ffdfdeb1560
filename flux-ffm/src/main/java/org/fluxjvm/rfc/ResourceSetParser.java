package org.fluxjvm.rfc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads a resource set, and says what is wrong with it and where. */
final class ResourceSetParser {
  private ResourceSetParser() {}

  static ResourceSet parse(JsonNode r) {
    JsonNode version = r.path("version");
    if (!version.isIntegralNumber() || version.asLong(0) != 1) {
      throw wrong("version", "1", version);
    }
    JsonNode execution = r.path("execution");
    JsonNode lite = execution.path("R_lite");
    if (!lite.isArray()) {
      throw wrong("execution.R_lite", "an array", lite);
    }
    List<NodeResources> nodes = new ArrayList<>();
    for (int i = 0; i < lite.size(); i++) {
      nodes.add(entry("execution.R_lite[" + i + "]", lite.get(i)));
    }
    JsonNode properties = execution.path("properties");
    return new ResourceSet(
        nodes, properties.isMissingNode() ? Map.of() : idsets("execution.properties", properties));
  }

  private static NodeResources entry(String where, JsonNode entry) {
    return new NodeResources(
        idset(where + ".rank", entry.path("rank")),
        idsets(where + ".children", entry.path("children")));
  }

  private static Map<String, Idset> idsets(String where, JsonNode object) {
    if (!object.isObject()) {
      throw wrong(where, "an object", object);
    }
    Map<String, Idset> sets = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry ->
                sets.put(entry.getKey(), idset(where + "." + entry.getKey(), entry.getValue())));
    return sets;
  }

  private static Idset idset(String where, JsonNode text) {
    if (!text.isString()) {
      throw wrong(where, "an idset in a string", text);
    }
    try {
      return Idset.parse(text.stringValue());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("R: " + where + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(String where, String expected, JsonNode found) {
    return new IllegalArgumentException(
        "R: " + where + ": " + expected + " is expected, not " + found.getNodeType());
  }
}
