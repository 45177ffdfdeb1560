package org.fluxjvm.job;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The attributes section of a jobspec, read and written by key. */
final class Attributes {
  private final ObjectNode tree;

  Attributes(ObjectNode tree) {
    this.tree = tree;
  }

  ObjectNode copy() {
    return tree.deepCopy();
  }

  /** What stands at a key; a JSON null is nothing. */
  Optional<JsonNode> get(AttributeKey key) {
    JsonNode node = tree;
    for (String segment : key.segments()) {
      node = node.get(segment);
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  Optional<String> text(String key) {
    return get(AttributeKey.of(key)).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** Sets a value, and makes the mappings on the way to it. */
  void set(AttributeKey key, JsonNode value) {
    List<String> segments = key.segments();
    ObjectNode parent = tree;
    for (int i = 0; i < segments.size() - 1; i++) {
      JsonNode child = parent.get(segments.get(i));
      if (child == null) {
        parent = parent.putObject(segments.get(i));
      } else if (child instanceof ObjectNode mapping) {
        parent = mapping;
      } else {
        throw new JobspecException(
            key.path(), "cannot be set, because " + key.path(i + 1) + " is not a mapping");
      }
    }
    parent.set(segments.getLast(), value);
  }

  /** Removes a value, and the mappings that this leaves empty. */
  void remove(AttributeKey key) {
    remove(tree, key.segments());
  }

  private static void remove(ObjectNode parent, List<String> segments) {
    if (segments.size() == 1) {
      parent.remove(segments.getFirst());
    } else if (parent.get(segments.getFirst()) instanceof ObjectNode child) {
      remove(child, segments.subList(1, segments.size()));
      if (child.isEmpty()) {
        parent.remove(segments.getFirst());
      }
    }
  }
}
