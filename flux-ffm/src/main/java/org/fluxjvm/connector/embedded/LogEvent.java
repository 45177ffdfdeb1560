package org.fluxjvm.connector.embedded;

import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of an event log (RFC 18).
 *
 * @param json the whole event, encoded, without the line feed
 */
record LogEvent(BigDecimal timestamp, String name, String json) {
  static LogEvent of(BigDecimal timestamp, String name) {
    return new LogEvent(timestamp, name, start(timestamp, name) + "}");
  }

  static LogEvent of(BigDecimal timestamp, String name, ObjectNode context) {
    return new LogEvent(
        timestamp, name, start(timestamp, name) + ",\"context\":" + Json.text(context) + "}");
  }

  private static String start(BigDecimal timestamp, String name) {
    return "{\"timestamp\":" + timestamp.toPlainString() + ",\"name\":" + Json.quote(name);
  }

  String line() {
    return json + "\n";
  }
}
