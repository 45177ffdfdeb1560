package org.fluxjvm.rpc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of requests and responses. */
public final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /**
   * Encodes a request payload.
   *
   * @param topic the topic it goes to, for the error
   * @param payload anything that Jackson writes as a JSON object: a node, a map, a record
   * @return the payload in UTF-8
   * @throws FluxException {@code EINVAL} if it is not a JSON object
   */
  public static MemorySegment encode(String topic, Object payload) {
    try {
      JsonNode tree = payload instanceof JsonNode node ? node : MAPPER.valueToTree(payload);
      if (!tree.isObject()) {
        throw new FluxException(
            Errno.EINVAL, topic, "a payload must be a JSON object, not " + tree.getNodeType());
      }
      return MemorySegment.ofArray(MAPPER.writeValueAsBytes(tree));
    } catch (JacksonException e) {
      throw withCause(new FluxException(Errno.EINVAL, topic, e.getOriginalMessage()), e);
    }
  }

  /**
   * Copies a response out of the memory that it lies in.
   *
   * @param payload the response, as a handler gets it
   * @return its bytes
   */
  public static byte[] copy(MemorySegment payload) {
    return payload.toArray(ValueLayout.JAVA_BYTE);
  }

  /**
   * Parses a response.
   *
   * @param topic the topic it answers, for the error
   * @param payload the JSON text; an empty one stands for no payload
   * @return the object, a missing node if there was no payload
   * @throws FluxException {@code EPROTO} if it is not JSON
   */
  public static JsonNode parse(String topic, byte[] payload) {
    try {
      return MAPPER.readTree(payload);
    } catch (JacksonException e) {
      throw withCause(
          new FluxException(
              Errno.EPROTO, topic, "the response is not JSON: " + e.getOriginalMessage()),
          e);
    }
  }

  private static FluxException withCause(FluxException exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
