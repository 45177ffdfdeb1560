package org.fluxjvm.job;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the factories of version 1 put into a jobspec that says nothing of it. */
final class Defaults {
  private static final AttributeKey ENVIRONMENT = AttributeKey.of("environment");

  private Defaults() {}

  /** Attributes with the one key that RFC 25 requires: a duration, 0 for unset. */
  static ObjectNode attributes() {
    ObjectNode attributes = Json.object();
    attributes.putObject("system").put("duration", 0);
    return attributes;
  }

  /** The environment of this process, as the Python bindings do it. */
  static void inheritEnvironment(Attributes attributes) {
    if (attributes.get(ENVIRONMENT).isEmpty()) {
      attributes.set(ENVIRONMENT, Json.tree(ENVIRONMENT.path(), System.getenv()));
    }
  }

  static List<String> command(List<String> command) {
    if (command.isEmpty()) {
      throw new JobspecException("command", "must have at least one string, got an empty list");
    }
    return List.copyOf(command);
  }
}
