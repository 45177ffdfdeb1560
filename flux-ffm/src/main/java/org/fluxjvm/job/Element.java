package org.fluxjvm.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A node of a jobspec that is being checked, and its place in it. */
record Element(Place place, JsonNode node) {
  private static final int MAX_SHOWN = 40;

  Element(String path, JsonNode node) {
    this(Place.of(path), node);
  }

  static Element root(JsonNode node) {
    return new Element("", node);
  }

  String path() {
    return place.path();
  }

  Optional<Element> optional(String key) {
    JsonNode child = node.get(key);
    return Optional.ofNullable(child).map(value -> new Element(place.key(key), value));
  }

  Element required(String key) {
    return optional(key).orElseThrow(() -> fail("the key '" + key + "' is missing"));
  }

  List<Element> items() {
    if (!node.isArray()) {
      throw fail("must be a list, got " + shown());
    }
    List<Element> items = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      items.add(new Element(place.item(items.size()), item));
    }
    return items;
  }

  List<Element> members() {
    mapping();
    List<Element> members = new ArrayList<>(node.size());
    node.properties().forEach(e -> members.add(new Element(place.key(e.getKey()), e.getValue())));
    return members;
  }

  Element mapping() {
    if (!node.isObject()) {
      throw fail("must be a mapping, got " + shown());
    }
    return this;
  }

  Element onlyKeys(Set<String> allowed) {
    for (String key : mapping().node.propertyNames()) {
      if (!allowed.contains(key)) {
        throw fail(
            "has a key '" + shortened(key) + "' that is not one of " + String.join(", ", allowed));
      }
    }
    return this;
  }

  String string() {
    if (!node.isString()) {
      throw fail("must be a string, got " + shown());
    }
    return node.stringValue();
  }

  long integer(long least) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
      throw fail("must be an integer >= " + least + ", got " + shown());
    }
    return node.longValue();
  }

  JobspecException fail(String rule) {
    return new JobspecException(path(), rule);
  }

  /** The value for a message, as short as it can be recognized. */
  String shown() {
    return switch (node.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
      case STRING -> "the string '" + shortened(node.stringValue()) + "'";
      default -> shortened(node.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
