package org.fluxjvm.scheduler.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the values that hold several texts. */
final class TextCollections {
  private static final String EXAMPLE = "[sh, -c, \"echo hello\"]";

  private TextCollections() {}

  /** A program and its arguments. */
  static Optional<List<String>> command(Field field, Problems problems) {
    Node node = field.node();
    if (!(node instanceof SequenceNode list) || !node.getTag().equals(Tag.SEQ)) {
      problems.error(
          node.getStartMark(),
          "`%s` is %s; it must be a list of texts, as in %s"
              .formatted(field.name(), Scalars.kind(node), EXAMPLE));
      return Optional.empty();
    }
    if (list.getValue().isEmpty()) {
      problems.error(
          node.getStartMark(),
          "`%s` is an empty list; it must name a program, as in %s"
              .formatted(field.name(), EXAMPLE));
      return Optional.empty();
    }
    return arguments(field.name(), list.getValue(), problems);
  }

  private static Optional<List<String>> arguments(
      String name, List<Node> nodes, Problems problems) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String what = "item %d of `%s`".formatted(i + 1, name);
      Scalars.text(new Field(name, node.getStartMark(), node), what, problems)
          .ifPresent(arguments::add);
    }
    if (arguments.size() < nodes.size()) {
      return Optional.empty();
    }
    if (arguments.getFirst().isBlank()) {
      problems.error(
          nodes.getFirst().getStartMark(),
          "`%s` begins with an empty text; it must name a program, as in %s"
              .formatted(name, EXAMPLE));
      return Optional.empty();
    }
    return Optional.of(List.copyOf(arguments));
  }

  /** Environment variables. */
  static Optional<Map<String, String>> env(Field field, Problems problems) {
    return Mappings.mapping(field.node(), "`env`", "{ MODE: full }", problems)
        .flatMap(mapping -> variables(mapping, problems));
  }

  private static Optional<Map<String, String>> variables(MappingNode mapping, Problems problems) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, Field> fields = Mappings.fields(mapping, problems);
    for (Field variable : fields.values()) {
      if (variable.name().isEmpty() || variable.name().contains("=")) {
        problems.error(
            variable.mark(),
            "%s is no name of an environment variable; it must have a letter and no `=`"
                .formatted(Quoted.quoted(variable.name())));
      } else {
        String what = "%s in `env`".formatted(Quoted.quoted(variable.name()));
        Scalars.text(variable, what, problems)
            .ifPresent(text -> variables.put(variable.name(), text));
      }
    }
    return variables.size() == mapping.getValue().size()
        ? Optional.of(Collections.unmodifiableMap(variables))
        : Optional.empty();
  }
}
