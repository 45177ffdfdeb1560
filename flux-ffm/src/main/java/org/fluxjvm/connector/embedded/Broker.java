package org.fluxjvm.connector.embedded;

import java.util.Map;
import org.fluxjvm.Errno;
import tools.jackson.databind.node.ObjectNode;

/** The broker of an instance: its attributes, and an answer to a ping. */
record Broker(Map<String, String> attributes) {
  private static final int IMMUTABLE = 1;

  void attribute(Exchange exchange) {
    String name = Payload.of(exchange).text("name");
    String value = attributes.get(name);
    if (value == null) {
      throw exchange.error(Errno.ENOENT, "there is no attribute '" + name + "'");
    }
    exchange.respond(Json.object().put("value", value).put("flags", IMMUTABLE));
  }

  void ping(Exchange exchange) {
    ObjectNode answer = Payload.of(exchange).members().deepCopy();
    String uuid = attributes.getOrDefault("broker.uuid", "");
    answer
        .put("route", uuid.substring(0, Math.min(8, uuid.length())))
        .put("userid", exchange.credentials().userid());
    answer.put("rolemask", exchange.credentials().rolemask());
    answer.put("rank", Math.max(0, exchange.nodeId()));
    exchange.respond(answer);
  }
}
