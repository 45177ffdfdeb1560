package org.fluxjvm.job;

import java.util.Map;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done to a job: requests to the job manager. */
final class Control {
  private final RpcClient client;

  Control(RpcClient client) {
    this.client = client;
  }

  Reply<JsonNode> kill(JobId id, int signal) {
    return client.json("job-manager.kill", Requests.about(id).put("signum", signal));
  }

  Reply<BulkOutcome> killAll(JobSelection jobs, int signal) {
    return bulk("job-manager.killall", jobs.payload().put("signum", signal));
  }

  Reply<JsonNode> raise(JobId id, String type, int severity, String note) {
    return client.json("job-manager.raise", exception(Requests.about(id), type, severity, note));
  }

  Reply<BulkOutcome> raiseAll(JobSelection jobs, String type, int severity, String note) {
    ObjectNode payload = jobs.payload().put("states", JobState.mask(jobs.states()));
    return bulk("job-manager.raiseall", exception(payload, type, severity, note));
  }

  private static ObjectNode exception(ObjectNode payload, String type, int severity, String note) {
    payload.put("severity", severity).put("type", type);
    return note.isEmpty() ? payload : payload.put("note", note);
  }

  Reply<Integer> urgency(JobId id, int urgency) {
    return client
        .json("job-manager.urgency", Requests.about(id).put("urgency", urgency))
        .map(response -> response.path("old_urgency").asInt());
  }

  Reply<JsonNode> memo(JobId id, Map<String, ?> memo) {
    return remember(id, memo, false);
  }

  Reply<JsonNode> volatileMemo(JobId id, Map<String, ?> memo) {
    return remember(id, memo, true);
  }

  private Reply<JsonNode> remember(JobId id, Map<String, ?> memo, boolean forgotten) {
    ObjectNode payload = Requests.about(id).put("volatile", forgotten);
    payload.set("memo", Json.tree("memo", memo));
    return client.json("job-manager.memo", payload);
  }

  private Reply<BulkOutcome> bulk(String topic, ObjectNode payload) {
    return client
        .json(topic, payload)
        .map(
            response ->
                new BulkOutcome(response.path("count").asInt(), response.path("errors").asInt()));
  }
}
