package org.fluxjvm.job;

import org.fluxjvm.connector.Request;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.node.ObjectNode;

/** Hands jobs to job-ingest. */
final class Submission {
  static final String TOPIC = "job-ingest.submit";

  private final RpcClient client;

  Submission(RpcClient client) {
    this.client = client;
  }

  Reply<JobId> unsigned(Jobspec jobspec, SubmitOptions options) {
    return client
        .submit(jobspec.utf8(), options.urgency(), options.flags(), SubmitResponse::id)
        .mapFailure(SubmitUnknownException::ifSent);
  }

  Reply<JobId> signed(String j, SubmitOptions options) {
    return client
        .ask(request(j, options), SubmitResponse::id)
        .mapFailure(SubmitUnknownException::ifSent);
  }

  /** The submission of what is signed. */
  static Request request(String j, SubmitOptions options) {
    ObjectNode payload = Json.object().put("J", j);
    payload.put("urgency", options.urgency()).put("flags", options.flags());
    return Requests.single(TOPIC, payload);
  }
}
