package org.fluxjvm.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.rpc.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The attributes of one job as {@code job-list} gives them, parsed when the first is read. */
final class JobAttributes {
  private final byte[] json;
  private @Nullable JsonNode parsed;

  JobAttributes(byte[] json) {
    this.json = json;
  }

  /** Parsed twice if two threads come first; they get the same. */
  JsonNode tree() {
    JsonNode tree = parsed;
    if (tree == null) {
      tree = Json.parse(Listing.TOPIC, json);
      parsed = tree;
    }
    return tree;
  }

  /** An attribute that every job has, if it was asked for. */
  private JsonNode required(String name) {
    JsonNode value = tree().path(name);
    if (value.isMissingNode()) {
      throw new IllegalStateException(
          "the attribute '" + name + "' was not asked for: name it in JobQuery.attributes");
    }
    return value;
  }

  int requiredInt(String name) {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw unreadable(name, value);
    }
    return value.intValue();
  }

  long requiredLong(String name) {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw unreadable(name, value);
    }
    return value.longValue();
  }

  Instant requiredTime(String name) {
    JsonNode value = required(name);
    if (!value.isNumber()) {
      throw unreadable(name, value);
    }
    return Times.instant(value.asDouble(0));
  }

  private static FluxException unreadable(String name, JsonNode value) {
    return new FluxException(
        Errno.EPROTO, Listing.TOPIC, "the attribute '" + name + "' of a job is " + value);
  }

  /** What a text stands for. */
  <T> Optional<T> parsed(String name, Function<String, T> parser) {
    try {
      return text(name).map(parser);
    } catch (IllegalArgumentException e) {
      throw new FluxException(
          Errno.EPROTO, Listing.TOPIC, "the attribute '" + name + "' of a job: " + e.getMessage());
    }
  }

  Optional<String> text(String name) {
    String text = tree().path(name).stringValue("");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  OptionalInt number(String name) {
    JsonNode value = tree().path(name);
    if (!value.isIntegralNumber()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(requiredInt(name));
  }

  OptionalLong longNumber(String name) {
    JsonNode value = tree().path(name);
    if (!value.isIntegralNumber()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(requiredLong(name));
  }

  /** A time; 0 is none. */
  Optional<Instant> time(String name) {
    double seconds = tree().path(name).asDouble(0);
    return seconds > 0 ? Optional.of(Times.instant(seconds)) : Optional.empty();
  }

  /** A span of time; 0 is none. */
  Optional<Duration> span(String name) {
    double seconds = tree().path(name).asDouble(0);
    return seconds > 0 ? Optional.of(Times.span(seconds)) : Optional.empty();
  }
}
