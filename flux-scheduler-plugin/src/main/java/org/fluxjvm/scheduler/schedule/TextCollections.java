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

  /** Looks at one of several texts, which a message calls {@code what}; false if it is wrong. */
  interface ItemCheck {
    boolean isRight(String text, String what, Node node, Problems problems);
  }

  /** A program and its arguments. */
  static Optional<List<String>> command(Field field, Problems problems) {
    return texts(field, EXAMPLE, TemplateCheck::isRight, problems)
        .filter(arguments -> isProgram(arguments, field, problems));
  }

  private static boolean isProgram(List<String> arguments, Field field, Problems problems) {
    if (arguments.isEmpty()) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is an empty list; it must name a program, as in %s"
              .formatted(field.name(), EXAMPLE));
      return false;
    }
    if (arguments.getFirst().isBlank()) {
      problems.error(
          ((SequenceNode) field.node()).getValue().getFirst().getStartMark(),
          "`%s` begins with an empty text; it must name a program, as in %s"
              .formatted(field.name(), EXAMPLE));
      return false;
    }
    return true;
  }

  /** A list of texts; {@code example} is shown if it is none. */
  static Optional<List<String>> texts(
      Field field, String example, ItemCheck check, Problems problems) {
    if (!(field.node() instanceof SequenceNode list) || !list.getTag().equals(Tag.SEQ)) {
      problems.error(
          field.node().getStartMark(),
          "`%s` is %s; it must be a list of texts, as in %s"
              .formatted(field.name(), Scalars.kind(field.node()), example));
      return Optional.empty();
    }
    List<Node> nodes = list.getValue();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String what = "item %d of `%s`".formatted(i + 1, field.name());
      Scalars.text(new Field(field.name(), node.getStartMark(), node), what, problems)
          .filter(text -> check.isRight(text, what, node, problems))
          .ifPresent(texts::add);
    }
    return texts.size() < nodes.size() ? Optional.empty() : Optional.of(List.copyOf(texts));
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
            .filter(text -> TemplateCheck.isRight(text, what, variable.node(), problems))
            .ifPresent(text -> variables.put(variable.name(), text));
      }
    }
    return variables.size() == mapping.getValue().size()
        ? Optional.of(Collections.unmodifiableMap(variables))
        : Optional.empty();
  }
}
