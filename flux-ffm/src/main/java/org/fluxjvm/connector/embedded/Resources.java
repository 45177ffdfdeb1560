package org.fluxjvm.connector.embedded;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What an instance has, and what is in use: the service resource. */
record Resources(ResourcePool pool, String host) {
  void status(Exchange exchange) {
    ObjectNode answer = Json.object();
    answer.set("R", ResourceText.resources(pool.all(), host));
    answer.putObject("drain");
    answer.put("online", Idset.text(Idset.range(pool.all().size())));
    answer.put("offline", "").put("exclude", "").put("torpid", "");
    exchange.respond(answer);
  }

  void schedStatus(Exchange exchange) {
    ObjectNode answer = Json.object();
    answer.set("all", ResourceText.resources(pool.all(), host));
    answer.set("down", ResourceText.resources(List.of(), host));
    answer.set("allocated", ResourceText.resources(pool.allocated(), host));
    exchange.respond(answer);
  }
}
