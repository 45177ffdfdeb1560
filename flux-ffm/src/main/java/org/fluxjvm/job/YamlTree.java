package org.fluxjvm.job;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns YAML 1.1 into a JSON tree of bounded depth and size. */
final class YamlTree {
  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NODES = 100_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int nodes;

  private YamlTree() {}

  static JsonNode parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(Integer.MAX_VALUE);
    Object document;
    try {
      document = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      throw new JobspecException("", "is not YAML: " + e.getMessage(), e);
    }
    return new YamlTree().convert("", document, 0);
  }

  /** Counts what aliases expand to, so a small text cannot become a large tree. */
  private JsonNode convert(String path, @Nullable Object value, int depth) {
    if (++nodes > MAX_NODES) {
      throw new JobspecException(path, "makes more than " + MAX_NODES + " values of the YAML");
    }
    if (depth > MAX_DEPTH) {
      throw new JobspecException(path, "is nested more than " + MAX_DEPTH + " deep");
    }
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> mapping -> convertMapping(path, mapping, depth);
      case List<?> list -> convertList(path, list, depth);
      case String text -> NODES.stringNode(text);
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      default ->
          throw new JobspecException(
              path,
              "is a YAML " + value.getClass().getSimpleName() + ", which JSON lacks: quote it");
    };
  }

  private ObjectNode convertMapping(String path, Map<?, ?> mapping, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new JobspecException(path, "has a key that is not text: quote " + entry.getKey());
      }
      String place = path.isEmpty() ? key : path + "." + key;
      object.set(key, convert(place, entry.getValue(), depth + 1));
    }
    return object;
  }

  private ArrayNode convertList(String path, List<?> list, int depth) {
    ArrayNode array = NODES.arrayNode(list.size());
    for (Object item : list) {
      array.add(convert(path + "[" + array.size() + "]", item, depth + 1));
    }
    return array;
  }
}
