package org.fluxjvm.job;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How this package reads and writes JSON: a key twice or text after the value is an error. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new JobspecException("", "is not JSON: " + e.getMessage(), e);
    }
  }

  static JsonNode parse(byte[] utf8) {
    return MAPPER.readTree(utf8);
  }

  static byte[] write(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  /** The JSON of a value that a caller gave for {@code path}. */
  static JsonNode tree(String path, Object value) {
    if (value instanceof JsonNode node) {
      return node.deepCopy();
    }
    // Jackson would write file:///...
    Object plain = value instanceof Path file ? file.toString() : value;
    try {
      return MAPPER.valueToTree(plain);
    } catch (JacksonException e) {
      throw new JobspecException(path, "has no JSON form: " + e.getMessage(), e);
    }
  }
}
