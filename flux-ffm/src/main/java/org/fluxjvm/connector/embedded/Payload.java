package org.fluxjvm.connector.embedded;

import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a request. One that is missing or of the wrong type ends the request with {@code
 * EPROTO}, as {@code flux_request_unpack} does.
 */
final class Payload {
  private final Exchange exchange;
  private final ObjectNode members;

  private Payload(Exchange exchange, ObjectNode members) {
    this.exchange = exchange;
    this.members = members;
  }

  static Payload of(Exchange exchange) {
    try {
      if (exchange.payload().length > 0
          && Json.parse(exchange.payload()) instanceof ObjectNode object) {
        return new Payload(exchange, object);
      }
    } catch (JacksonException e) {
      throw exchange.error(Errno.EPROTO, "the payload is not JSON: " + e.getOriginalMessage());
    }
    throw exchange.error(Errno.EPROTO, "the payload must be a JSON object");
  }

  /** The members of a request that may come without any. */
  static Payload optional(Exchange exchange) {
    return exchange.payload().length == 0 ? new Payload(exchange, Json.object()) : of(exchange);
  }

  long number(String key) {
    JsonNode value = member(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(key, "an integer");
    }
    return value.longValue();
  }

  int integer(String key) {
    long value = number(key);
    if (value != (int) value) {
      throw wrong(key, "an integer of 32 bits");
    }
    return (int) value;
  }

  String text(String key) {
    JsonNode value = member(key);
    if (!value.isString()) {
      throw wrong(key, "a string");
    }
    return value.stringValue();
  }

  String text(String key, String otherwise) {
    return members.has(key) ? text(key) : otherwise;
  }

  boolean flag(String key) {
    return members.has(key) && requiredFlag(key);
  }

  boolean requiredFlag(String key) {
    if (!member(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return member(key).booleanValue();
  }

  double real(String key, double otherwise) {
    return members.has(key) ? real(key) : otherwise;
  }

  double real(String key) {
    if (!member(key).isNumber()) {
      throw wrong(key, "a number");
    }
    return member(key).doubleValue();
  }

  ObjectNode object(String key) {
    if (member(key) instanceof ObjectNode object) {
      return object;
    }
    throw wrong(key, "an object");
  }

  JsonNode array(String key) {
    JsonNode value = member(key);
    if (!value.isArray()) {
      throw wrong(key, "an array");
    }
    return value;
  }

  Optional<JsonNode> find(String key) {
    return Optional.ofNullable(members.get(key));
  }

  ObjectNode members() {
    return members;
  }

  private JsonNode member(String key) {
    JsonNode value = members.get(key);
    if (value == null) {
      throw exchange.error(Errno.EPROTO, "the payload lacks the key '" + key + "'");
    }
    return value;
  }

  private FluxException wrong(String key, String type) {
    return exchange.error(Errno.EPROTO, "'" + key + "' must be " + type);
  }
}
