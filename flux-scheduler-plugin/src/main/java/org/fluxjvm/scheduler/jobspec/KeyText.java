package org.fluxjvm.scheduler.jobspec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text under a key, read as what the key wants.
 *
 * @param key the key, for messages
 * @param text what was given
 */
record KeyText(String key, String text) {
  private static final JsonMapper JSON = JsonMapper.shared();

  int integer() {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong("an integer, not '" + text + "'");
    }
  }

  boolean truth() {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("true or false, not '" + text + "'");
    };
  }

  /** A JSON list of texts, or words that need no quotes. */
  List<String> words() {
    if (!text.strip().startsWith("[")) {
      return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }
    JsonNode list = json();
    if (!list.isArray() || !list.valueStream().allMatch(JsonNode::isString)) {
      throw wrong("a JSON list of texts, or words without quotes");
    }
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  /** A JSON object. */
  Map<String, JsonNode> mapping() {
    JsonNode mapping = json();
    if (!mapping.isObject()) {
      throw wrong("a JSON object");
    }
    return mapping.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A JSON object whose values are texts. */
  Map<String, String> texts() {
    Map<String, JsonNode> mapping = mapping();
    if (!mapping.values().stream().allMatch(JsonNode::isString)) {
      throw wrong("a JSON object of texts");
    }
    return mapping.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue()));
  }

  /** JSON of any kind. */
  JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw wrong("JSON");
    }
  }

  /** Without the text, where that may hold secrets. */
  JobspecKeyException wrong(String wanted) {
    return new JobspecKeyException(key, "must be " + wanted);
  }
}
