package org.fluxjvm.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import tools.jackson.databind.JsonNode;

/** What Jackson reads in the JSON that this package scans by hand. */
final class EventOracle {
  private static final double LAST_SECOND = 1e12;

  private EventOracle() {}

  /** The tree of a text in UTF-8, or nothing if it is not JSON. */
  static Optional<JsonNode> tree(byte[] utf8) {
    try {
      return Optional.of(Json.parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString()));
    } catch (CharacterCodingException | JobspecException e) {
      return Optional.empty();
    }
  }

  /** Whether it is an event log entry as RFC 18 has it. */
  static boolean isEvent(JsonNode event) {
    return event.path("timestamp").isNumber()
        && Math.abs(event.path("timestamp").asDouble(Double.NaN)) < LAST_SECOND
        && !event.path("name").asString("").isEmpty()
        && event.path("name").isString()
        && UTF_8.newEncoder().canEncode(event.path("name").stringValue())
        && (event.path("context").isObject() || !event.has("context"));
  }

  static void assertSame(JobEvent event, JsonNode expected) {
    assertThat(event.name()).isEqualTo(expected.path("name").stringValue());
    assertThat(event.timestamp()).isEqualTo(expected.path("timestamp").doubleValue());
    JsonNode context = expected.has("context") ? expected.path("context") : Json.object();
    assertThat(event.context()).isEqualTo(context);
    context
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().canConvertToLong() && entry.getValue().isIntegralNumber()) {
                assertThat(event.contextNumber(entry.getKey(), 0))
                    .isEqualTo(entry.getValue().longValue());
              }
            });
  }

  /** What a caller may do with any event that was read. */
  static void use(JobEvent event) {
    assertThat(event.toString()).contains(event.name());
    assertThat(event.timestamp()).isFinite();
    refused(() -> event.contextNumber("status", 0));
    refused(() -> new ResultFold(JobId.of(1)).accept(event));
    refused(() -> EventReader.raising().accept(event));
  }

  private static void refused(Runnable use) {
    try {
      use.run();
    } catch (FluxException e) {
      assertThat(e.errno()).isEqualTo(Errno.EPROTO);
    } catch (JobException e) {
      assertThat(e.severity()).isZero();
    }
  }
}
