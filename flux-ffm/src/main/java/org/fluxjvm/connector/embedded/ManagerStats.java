package org.fluxjvm.connector.embedded;

import org.fluxjvm.Errno;
import tools.jackson.databind.node.ObjectNode;

/** What job-manager says of itself and its one queue without a name. */
record ManagerStats(Jobs jobs, Journal journal) {
  void statsGet(Exchange exchange) {
    long inactive = jobs.all().stream().filter(job -> job.state() == JobState.INACTIVE).count();
    ObjectNode answer = Json.object();
    answer.set("journal", journal.stats());
    answer.put("active_jobs", jobs.all().size() - inactive).put("inactive_jobs", inactive);
    answer.put("max_jobid", jobs.maxId());
    ObjectNode housekeeping = answer.putObject("housekeeping");
    housekeeping.putObject("running");
    housekeeping.putObject("config").put("release-after", -1.0).put("command", "");
    exchange.respond(answer);
  }

  void queueList(Exchange exchange) {
    exchange.respond("{\"queues\":[]}");
  }

  void queueStatus(Exchange exchange) {
    Payload payload = Payload.of(exchange);
    if (payload.find("name").isPresent()) {
      throw exchange.error(Errno.EINVAL, "'" + payload.text("name") + "' is not a valid queue");
    }
    exchange.respond("{\"enable\":true,\"start\":true}");
  }
}
