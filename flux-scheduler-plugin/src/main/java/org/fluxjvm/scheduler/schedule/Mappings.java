package org.fluxjvm.scheduler.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads mappings: every key a text, each once, no merge keys. */
final class Mappings {
  private Mappings() {}

  /** The fields in the order of the file. What is no key is told, and left out. */
  static Map<String, Field> fields(MappingNode mapping, Problems problems) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      key(tuple.getKeyNode(), problems)
          .map(name -> new Field(name, tuple.getKeyNode().getStartMark(), tuple.getValueNode()))
          .ifPresent(field -> add(field, fields, problems));
    }
    return fields;
  }

  private static void add(Field field, Map<String, Field> fields, Problems problems) {
    Field first = fields.putIfAbsent(field.name(), field);
    if (first != null) {
      problems.error(
          field.mark(),
          "duplicate key %s, given in line %d already; a key is allowed once"
              .formatted(Quoted.quoted(field.name()), Place.of(first.mark()).line()));
    }
  }

  private static Optional<String> key(Node node, Problems problems) {
    if (node.getTag().equals(Tag.MERGE)) {
      problems.error(
          node.getStartMark(),
          "merge keys (`<<`) are not allowed; put what jobs share into `defaults`");
      return Optional.empty();
    }
    return Scalars.text(new Field("", node.getStartMark(), node), "a key", problems);
  }

  /** The node as a mapping; {@code what} is named, and {@code example} shown, if it is none. */
  static Optional<MappingNode> mapping(Node node, String what, String example, Problems problems) {
    if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
      return Optional.of(mapping);
    }
    problems.error(
        node.getStartMark(),
        "%s is %s; it must be a mapping, as in %s".formatted(what, Scalars.kind(node), example));
    return Optional.empty();
  }
}
