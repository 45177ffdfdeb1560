package org.fluxjvm.connector.embedded;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** JSON as the services speak it. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Reads one value; throws {@link JacksonException} if the text is none. */
  static JsonNode parse(byte[] utf8) throws JacksonException {
    return MAPPER.readTree(utf8);
  }

  static JsonNode parse(String text) throws JacksonException {
    return MAPPER.readTree(text);
  }

  static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  static String text(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** A text as a JSON string, with its quotes. */
  static String quote(String text) {
    return MAPPER.writeValueAsString(text);
  }

  /** Sets a member to a value that is encoded already. */
  static void putRaw(ObjectNode object, String key, String json) {
    object.putRawValue(key, new RawValue(json));
  }
}
