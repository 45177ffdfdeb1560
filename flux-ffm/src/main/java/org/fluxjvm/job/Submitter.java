package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.RpcClient;

/** Sends one submission, when its time has come. */
@FunctionalInterface
interface Submitter {
  Call send(RpcClient client, ResponseHandler handler);

  static Submitter unsigned(MemorySegment jobspec, SubmitOptions options) {
    return (client, handler) ->
        client.rawSubmit(jobspec, options.urgency(), options.flags(), handler);
  }

  static Submitter signed(String j, SubmitOptions options) {
    return (client, handler) -> client.raw(Submission.request(j, options), handler);
  }
}
