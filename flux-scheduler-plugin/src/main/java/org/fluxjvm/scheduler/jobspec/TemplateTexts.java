package org.fluxjvm.scheduler.jobspec;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The texts of a jobspec that may have templates of a firing. */
final class TemplateTexts {
  private static final Map<String, List<String>> STREAMS =
      Map.of("input", List.of("stdin"), "output", List.of("stdout", "stderr"));

  private final UnaryOperator<String> change;
  private boolean changed;

  private TemplateTexts(UnaryOperator<String> change) {
    this.change = change;
  }

  /** Replaces them in place; false if all stayed as they were. */
  static boolean replace(JsonNode jobspec, UnaryOperator<String> change) {
    TemplateTexts texts = new TemplateTexts(change);
    jobspec.path("tasks").forEach(task -> texts.all(task.path("command")));
    JsonNode system = jobspec.path("attributes").path("system");
    texts.field(system, "cwd");
    texts.all(system.path("environment"));
    JsonNode options = system.path("shell").path("options");
    texts.all(options.path("env-expand"));
    STREAMS.forEach(
        (way, streams) ->
            streams.forEach(stream -> texts.field(options.path(way).path(stream), "path")));
    return texts.changed;
  }

  private void all(JsonNode parent) {
    switch (parent) {
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          if (list.get(i) instanceof StringNode text) {
            list.set(i, replaced(text));
          }
        }
      }
      case ObjectNode mapping ->
          List.copyOf(mapping.propertyNames()).forEach(name -> field(mapping, name));
      default -> {} // absent, or an old form without a place for texts
    }
  }

  private void field(JsonNode parent, String name) {
    if (parent instanceof ObjectNode mapping && mapping.get(name) instanceof StringNode text) {
      mapping.set(name, replaced(text));
    }
  }

  private StringNode replaced(StringNode text) {
    String before = text.stringValue();
    String after = change.apply(before);
    if (after.equals(before)) {
      return text;
    }
    changed = true;
    return StringNode.valueOf(after);
  }
}
