package org.fluxjvm.job;

import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/** Waits for waitable jobs, each of which the job manager reports once. */
final class Waiting {
  /** Stands for any job: {@code FLUX_JOBID_ANY}. */
  private static final long ANY = -1;

  private final RpcClient client;

  Waiting(RpcClient client) {
    this.client = client;
  }

  Reply<WaitResult> job(JobId id) {
    return ask(id.value());
  }

  Reply<WaitResult> any() {
    return ask(ANY);
  }

  private Reply<WaitResult> ask(long id) {
    return client
        .json("job-manager.wait", Json.object().put("id", id))
        .withoutLimit()
        .map(Waiting::read);
  }

  private static WaitResult read(JsonNode response) {
    return new WaitResult(
        JobId.of(response.path("id").asLong()),
        response.path("success").asBoolean(),
        response.path("errstr").stringValue(""));
  }
}
