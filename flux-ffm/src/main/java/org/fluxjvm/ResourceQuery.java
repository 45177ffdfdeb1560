package org.fluxjvm;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.rpc.Json;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/** Asks the resource module, on the first broker, for what it and the scheduler know. */
final class ResourceQuery {
  private final RpcClient client;

  ResourceQuery(RpcClient client) {
    this.client = client;
  }

  InstanceResources get() {
    Reply<JsonNode> status = ask("resource.status");
    return InstanceResources.read(status.await(), scheduler());
  }

  private JsonNode scheduler() {
    try {
      return ask("resource.sched-status").await();
    } catch (FluxException e) {
      if (e.errno() != Errno.ENOSYS) {
        throw e;
      }
      return ask("sched.resource-status").await();
    }
  }

  CompletableFuture<InstanceResources> getAsync() {
    CompletableFuture<JsonNode> scheduler =
        ask("resource.sched-status")
            .toFuture()
            .exceptionallyCompose(
                error ->
                    isMissing(error)
                        ? ask("sched.resource-status").toFuture()
                        : CompletableFuture.failedFuture(error));
    return ask("resource.status").toFuture().thenCombine(scheduler, InstanceResources::read);
  }

  private static boolean isMissing(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof FluxException refused && refused.errno() == Errno.ENOSYS;
  }

  private Reply<JsonNode> ask(String topic) {
    Request request =
        new Request(topic, Json.encode(topic, Map.of()), Request.ANY, Request.Mode.SINGLE);
    return client.json(request.toRank(0));
  }
}
