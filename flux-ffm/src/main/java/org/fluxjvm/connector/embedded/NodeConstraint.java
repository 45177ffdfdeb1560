package org.fluxjvm.connector.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.fluxjvm.rfc.Hostlist;
import org.fluxjvm.rfc.Idset;
import tools.jackson.databind.JsonNode;

/**
 * Conditions on nodes (RFC 31), refused as Flux's validator does and met as its scheduler takes
 * them.
 *
 * @param host what all nodes are called; none has a property
 */
record NodeConstraint(String host) {
  private static final String NOT_IN_PROPERTIES = "&'\"`|()";

  /**
   * Reads a condition.
   *
   * @param tree the attribute of a jobspec, which may be missing or empty
   * @return which ranks fulfil it
   * @throws IllegalArgumentException if it is none
   */
  IntPredicate read(JsonNode tree) {
    boolean none = tree.isMissingNode() || (tree.isObject() && tree.isEmpty());
    return none ? rank -> true : condition(tree);
  }

  private IntPredicate condition(JsonNode tree) {
    if (!tree.isObject() || tree.size() != 1) {
      throw new IllegalArgumentException(
          "a constraint must be a JSON object with one operator, not " + tree);
    }
    Map.Entry<String, JsonNode> only = tree.properties().iterator().next();
    String operator = only.getKey();
    JsonNode values = only.getValue();
    if (!values.isArray()) {
      throw new IllegalArgumentException(
          "argument to constraint " + operator + " must be a list, not " + values);
    }
    return switch (operator) {
      case "properties" -> properties(values);
      case "hostlist" -> hostlist(values);
      case "ranks" -> ranks(values);
      case "and" -> all(parts(values));
      case "or" -> any(parts(values));
      case "not" -> not(parts(values));
      default ->
          throw new IllegalArgumentException("unknown constraint operator '" + operator + "'");
    };
  }

  private static IntPredicate properties(JsonNode values) {
    boolean met = true;
    for (JsonNode value : values) {
      String name = text("properties", value);
      if (name.chars().anyMatch(c -> NOT_IN_PROPERTIES.indexOf(c) >= 0)) {
        throw new IllegalArgumentException("invalid character in property '" + name + "'");
      }
      met &= name.startsWith("^"); // that a node does not have it
    }
    boolean everywhere = met;
    return rank -> everywhere;
  }

  private IntPredicate hostlist(JsonNode values) {
    for (JsonNode value : values) {
      Optional<String> unknown =
          Hostlist.parse(text("hostlist", value)).stream()
              .filter(name -> !name.equals(host))
              .findFirst();
      if (unknown.isPresent()) {
        throw new IllegalArgumentException(
            "host constraint contains invalid hosts: host '" + unknown.get() + "' not found");
      }
    }
    boolean everywhere = !values.isEmpty();
    return rank -> everywhere;
  }

  private static IntPredicate ranks(JsonNode values) {
    Idset ranks = Idset.empty();
    for (JsonNode value : values) {
      ranks = ranks.union(Idset.parse(value.isInt() ? value.asString() : text("ranks", value)));
    }
    return ranks::contains;
  }

  private List<IntPredicate> parts(JsonNode values) {
    List<IntPredicate> parts = new ArrayList<>();
    values.forEach(value -> parts.add(condition(value)));
    return parts;
  }

  private static IntPredicate all(List<IntPredicate> parts) {
    return rank -> parts.stream().allMatch(part -> part.test(rank));
  }

  private static IntPredicate any(List<IntPredicate> parts) {
    return rank -> parts.stream().anyMatch(part -> part.test(rank));
  }

  /** Of more than one value Flux 0.88 heeds the first, and its scheduler ends if there is none. */
  private static IntPredicate not(List<IntPredicate> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("constraint not must have a value");
    }
    return parts.getFirst().negate();
  }

  private static String text(String operator, JsonNode value) {
    if (!value.isString()) {
      throw new IllegalArgumentException(
          "a value of constraint " + operator + " must be a string, not " + value);
    }
    return value.stringValue();
  }
}
