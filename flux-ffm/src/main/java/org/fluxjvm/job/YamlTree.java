package org.fluxjvm.job;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns YAML 1.1 into a JSON tree of bounded depth and size. */
final class YamlTree {
  private static final int MAX_ALIASES = 50;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_MESSAGE = 1_000;

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
      document = new org.yaml.snakeyaml.Yaml(new BoundedConstructor(options)).load(text);
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // SnakeYAML lets escape what Java says of text that an explicit tag like !!int is wrong for.
      throw new JobspecException(
          "", "is not YAML: " + shortened(String.valueOf(e.getMessage())), e);
    }
    return new YamlTree().convert(Place.of(""), document, 0);
  }

  /** Reads no number that a JSON parser would not: it takes hours for one of some megabytes. */
  private static final class BoundedConstructor extends SafeConstructor {
    BoundedConstructor(LoaderOptions options) {
      super(options);
      yamlConstructors.put(Tag.INT, new BoundedInt());
    }

    private final class BoundedInt extends ConstructYamlInt {
      @Override
      public Object construct(Node node) {
        int length = node.getEndMark().getIndex() - node.getStartMark().getIndex();
        if (length > MAX_DIGITS) {
          throw new YAMLException("an integer of more than " + MAX_DIGITS + " characters");
        }
        return super.construct(node);
      }
    }
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
  }

  /** Counts what aliases expand to, so a small text cannot become a large tree. */
  private JsonNode convert(Place place, @Nullable Object value, int depth) {
    if (++nodes > MAX_NODES) {
      throw new JobspecException(
          place.path(), "makes more than " + MAX_NODES + " values of the YAML");
    }
    if (depth > MAX_DEPTH) {
      throw new JobspecException(place.path(), "is nested more than " + MAX_DEPTH + " deep");
    }
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> mapping -> convertMapping(place, mapping, depth);
      case List<?> list -> convertList(place, list, depth);
      case String text -> NODES.stringNode(text);
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      default ->
          throw new JobspecException(
              place.path(),
              "is a YAML " + value.getClass().getSimpleName() + ", which JSON lacks: quote it");
    };
  }

  private ObjectNode convertMapping(Place place, Map<?, ?> mapping, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> entry : mapping.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new JobspecException(
            place.path(), "has a key that is not text: " + keyRule(entry.getKey()));
      }
      object.set(key, convert(place.key(key), entry.getValue(), depth + 1));
    }
    return object;
  }

  /** Aliases can make a collection enormous in text. */
  private static String keyRule(@Nullable Object key) {
    return key instanceof Map || key instanceof Iterable ? "it is a collection" : "quote " + key;
  }

  private ArrayNode convertList(Place place, List<?> list, int depth) {
    ArrayNode array = NODES.arrayNode(list.size());
    for (Object item : list) {
      array.add(convert(place.item(array.size()), item, depth + 1));
    }
    return array;
  }
}
