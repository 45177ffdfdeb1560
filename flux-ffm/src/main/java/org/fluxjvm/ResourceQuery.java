package org.fluxjvm;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.rpc.Json;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Asks the resource module, on the first broker, for what it and the scheduler know, and the job
 * manager for what is being cleaned.
 */
final class ResourceQuery {
  private static final String STATUS = "resource.status";
  private static final String SCHEDULER = "resource.sched-status";
  private static final String OLDER_SCHEDULER = "sched.resource-status";
  private static final String JOB_MANAGER = "job-manager.stats-get";

  private final RpcClient client;

  ResourceQuery(RpcClient client) {
    this.client = client;
  }

  InstanceResources get() {
    Reply<JsonNode> status = ask(STATUS);
    Reply<JsonNode> jobManager = ask(JOB_MANAGER);
    return InstanceResources.read(status.await(), scheduler(), housekeeping(jobManager));
  }

  private JsonNode scheduler() {
    try {
      return ask(SCHEDULER).await();
    } catch (FluxException e) {
      if (e.errno() != Errno.ENOSYS) {
        throw e;
      }
      return ask(OLDER_SCHEDULER).await();
    }
  }

  private static JsonNode housekeeping(Reply<JsonNode> jobManager) {
    try {
      return jobManager.await();
    } catch (FluxException e) {
      if (e.errno() != Errno.EPERM) {
        throw e;
      }
      return MissingNode.getInstance();
    }
  }

  CompletableFuture<InstanceResources> getAsync() {
    CompletableFuture<JsonNode> scheduler =
        ask(SCHEDULER)
            .toFuture()
            .exceptionallyCompose(
                error ->
                    is(Errno.ENOSYS, error)
                        ? ask(OLDER_SCHEDULER).toFuture()
                        : CompletableFuture.failedFuture(error));
    CompletableFuture<JsonNode> jobManager =
        ask(JOB_MANAGER)
            .toFuture()
            .exceptionallyCompose(
                error ->
                    is(Errno.EPERM, error)
                        ? CompletableFuture.completedFuture(MissingNode.getInstance())
                        : CompletableFuture.failedFuture(error));
    return ask(STATUS)
        .toFuture()
        .thenCompose(
            status ->
                scheduler.thenCombine(
                    jobManager,
                    (resources, jobs) -> InstanceResources.read(status, resources, jobs)));
  }

  private static boolean is(Errno errno, Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof FluxException refused && refused.errno() == errno;
  }

  private Reply<JsonNode> ask(String topic) {
    Request request =
        new Request(topic, Json.encode(topic, Map.of()), Request.ANY, Request.Mode.SINGLE);
    return client.json(request.toRank(0));
  }
}
