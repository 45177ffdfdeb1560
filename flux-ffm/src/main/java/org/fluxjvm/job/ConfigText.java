package org.fluxjvm.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The configuration of brokers as the option {@code --conf} of Flux's commands has it. */
final class ConfigText {
  private static final String CONF = "conf";

  private ConfigText() {}

  /** Adds what the text says to a configuration. */
  static void add(ObjectNode config, String text) {
    int equals = text.indexOf('=');
    if (text.startsWith("{") || text.contains("\n")) {
      merge(config, table(text, text));
    } else if (equals >= 0) {
      JsonNode value = value(text.substring(equals + 1));
      new Attributes(config).set(AttributeKey.plain(CONF, text.substring(0, equals)), value);
    } else if (text.endsWith(".json")) {
      merge(config, table(text, read(text)));
    } else {
      throw new JobspecException(
          CONF, "must be JSON, KEY=VALUE or the path of a .json file, got '" + text + "'");
    }
  }

  /** What is no JSON is a text. */
  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (JobspecException e) {
      return Json.tree(CONF, text);
    }
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new JobspecException(CONF, "cannot be read: " + e, e);
    }
  }

  private static ObjectNode table(String name, String json) {
    try {
      if (Json.parse(json) instanceof ObjectNode table) {
        return table;
      }
    } catch (JobspecException e) {
      throw new JobspecException(CONF, "'" + name + "' is not JSON, and no other form is read", e);
    }
    throw new JobspecException(CONF, "must be a JSON object, got '" + name + "'");
  }

  private static void merge(ObjectNode config, ObjectNode other) {
    other
        .properties()
        .forEach(
            entry -> {
              if (config.get(entry.getKey()) instanceof ObjectNode table
                  && entry.getValue() instanceof ObjectNode more) {
                merge(table, more);
              } else {
                config.set(entry.getKey(), entry.getValue());
              }
            });
  }
}
