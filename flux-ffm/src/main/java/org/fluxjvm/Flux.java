package org.fluxjvm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.NativeHandle;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.Jobs;
import org.fluxjvm.rpc.Json;
import org.fluxjvm.rpc.Reply;
import org.fluxjvm.rpc.ResponseStream;
import org.fluxjvm.rpc.RpcClient;
import tools.jackson.databind.JsonNode;

/**
 * A handle on one Flux instance.
 *
 * <p>All methods are safe from any thread. Requests are carried by one event loop per handle; the
 * caller's code never runs on it, but for {@link #rpc(Request, ResponseHandler)} and {@link
 * #onEventLoop}, which say so.
 *
 * <p>A broker that is lost fails what is pending with {@code ECONNRESET}; the handle then reopens
 * itself, and requests made meanwhile wait for that.
 */
public final class Flux implements AutoCloseable {
  private final String uri;
  private final Connector connector;
  private final RpcClient client;
  private final Jobs jobs;

  Flux(String uri, Connector connector, RpcClient client) {
    this.uri = uri;
    this.connector = connector;
    this.client = client;
    this.jobs = new Jobs(client);
  }

  /**
   * Opens the enclosing instance, which {@code FLUX_URI} names, else the system instance.
   *
   * @return an open handle
   * @throws FluxException if there is none
   */
  public static Flux open() {
    return builder().open();
  }

  /**
   * Opens the instance at a URI.
   *
   * @param uri what {@code flux_open(3)} takes, such as {@code local:///run/flux/local}, or {@code
   *     embedded:} for an instance inside this virtual machine
   * @return an open handle
   * @throws FluxException if there is no instance there
   */
  public static Flux open(String uri) {
    return builder().uri(uri).open();
  }

  /**
   * Opens a handle with other than the default settings.
   *
   * @return a builder
   */
  public static FluxBuilder builder() {
    return new FluxBuilder();
  }

  /**
   * Sends a request and waits for its response. Its payload is an empty object, which services that
   * want none take as well; {@link #rpc(Request, ResponseHandler)} can send none.
   *
   * @param topic the service and its method, such as {@code broker.ping}
   * @return the response, a missing node if it has no payload
   * @throws FluxException if it fails
   */
  public JsonNode rpc(String topic) {
    return rpc(topic, Map.of());
  }

  /**
   * Sends a request with an empty object for its payload.
   *
   * @param topic the service and its method, such as {@code broker.ping}
   * @return the response, or a {@link FluxException}
   */
  public CompletableFuture<JsonNode> rpcAsync(String topic) {
    return rpcAsync(topic, Map.of());
  }

  /**
   * Sends a request and waits for its response: {@code flux_rpc(3)}.
   *
   * @param topic the service and its method
   * @param payload a JSON object: anything that Jackson writes as one
   * @return the response, a missing node if it has no payload
   * @throws FluxException with the error number and text of the response; {@code ENOSYS} if there
   *     is no such service
   */
  public JsonNode rpc(String topic, Object payload) {
    return client.json(topic, payload).await();
  }

  /**
   * Sends a request.
   *
   * @param topic the service and its method
   * @param payload a JSON object: anything that Jackson writes as one
   * @return the response, or a {@link FluxException}
   */
  public CompletableFuture<JsonNode> rpcAsync(String topic, Object payload) {
    return client.json(topic, payload).toFuture();
  }

  /**
   * Sends a request to one broker.
   *
   * @param topic the service and its method
   * @param payload a JSON object: anything that Jackson writes as one
   * @param rank the broker's rank, {@link Request#ANY} or {@link Request#UPSTREAM}
   * @return the response, or a {@link FluxException}; {@code EHOSTUNREACH} if there is no way there
   */
  public CompletableFuture<JsonNode> rpcAsync(String topic, Object payload, int rank) {
    Request request = new Request(topic, Json.encode(topic, payload), rank, Request.Mode.SINGLE);
    return client.json(request).toFuture();
  }

  /**
   * Sends a request that a stream of responses answers.
   *
   * @param topic the service and its method
   * @param payload a JSON object: anything that Jackson writes as one
   * @return the responses; a lost broker ends them with {@code ECONNRESET}, since nobody here knows
   *     how such a stream could go on, other than those of {@link org.fluxjvm.job.JobEvents}
   */
  public ResponseStream<JsonNode> rpcStream(String topic, Object payload) {
    Request request =
        new Request(topic, Json.encode(topic, payload), Request.ANY, Request.Mode.STREAM);
    return client.stream(
        request, (response, sink) -> sink.accept(Json.parse(topic, Json.copy(response))));
  }

  /**
   * Sends a request and handles its responses on the event loop, where they lie, without a copy.
   *
   * @param request the request
   * @param handler takes the responses; it must not block
   * @return the call under way
   */
  public Call rpc(Request request, ResponseHandler handler) {
    return client.raw(request, handler);
  }

  /**
   * The value of a broker attribute: {@code flux_attr_get(3)}.
   *
   * @param name the attribute, such as {@code size} or {@code broker.uuid}
   * @return its value
   * @throws FluxException {@code ENOENT} if there is no such attribute
   */
  public String attribute(String name) {
    return readAttribute(name).await();
  }

  /**
   * The value of a broker attribute.
   *
   * @param name the attribute
   * @return its value; fails with {@code ENOENT} if there is no such attribute
   */
  public CompletableFuture<String> attributeAsync(String name) {
    return readAttribute(name).toFuture();
  }

  private Reply<String> readAttribute(String name) {
    return client
        .json("attr.get", Map.of("name", name))
        .map(response -> response.path("value").stringValue(""));
  }

  /**
   * The jobs of the instance.
   *
   * @return the job API
   */
  public Jobs jobs() {
    return jobs;
  }

  /**
   * The queues of the instance.
   *
   * @return the named queues, or the one that has no name
   */
  public List<QueueInfo> queues() {
    return new QueueList(client).get();
  }

  /**
   * The queues of the instance.
   *
   * @return the named queues, or the one that has no name
   */
  public CompletableFuture<List<QueueInfo>> queuesAsync() {
    return new QueueList(client).getAsync();
  }

  /**
   * The resources of the instance, what is left of them, and what is wrong with the rest.
   *
   * @return the resources as of now
   */
  public InstanceResources resources() {
    return new ResourceQuery(client).get();
  }

  /**
   * The resources of the instance.
   *
   * @return the resources as of now
   */
  public CompletableFuture<InstanceResources> resourcesAsync() {
    return new ResourceQuery(client).getAsync();
  }

  /**
   * Submits jobs and follows them, by the stream of all jobs' events where that is allowed.
   *
   * @param events the names of the events that are wanted, such as {@code finish}
   * @return a follower on this handle
   */
  public JobFollower followJobs(String... events) {
    return followJobs(Set.of(events), JobFollower.MAX_EVENT_LOGS);
  }

  /**
   * Submits jobs and follows them, by the stream of all jobs' events where that is allowed.
   *
   * @param events the names of the events that are wanted, such as {@code finish}
   * @param eventLogs how many jobs are followed at a time where it is not, or which others have
   *     submitted; those beyond wait until one of them has ended
   * @return a follower on this handle
   */
  public JobFollower followJobs(Set<String> events, int eventLogs) {
    return JobFollower.on(client, events, eventLogs);
  }

  /**
   * Runs a function on the event loop with the native handle, for what only the generated package
   * {@code org.fluxjvm.jextract} can do.
   *
   * @param <T> what the function returns
   * @param function is given the handle, valid on that thread until the broker is lost; it must not
   *     block
   * @return the function's result; fails with {@code EOPNOTSUPP} on an embedded instance
   */
  public <T> CompletableFuture<T> onEventLoop(
      Function<? super NativeHandle, ? extends T> function) {
    CompletableFuture<T> onLoop = connector.onEventLoop(function);
    return onLoop.whenCompleteAsync((result, error) -> {}, client.callbacks());
  }

  /**
   * The URI that this handle was opened with.
   *
   * @return the URI, empty for the enclosing or the system instance
   */
  public String uri() {
    return uri;
  }

  /**
   * Closes the handle. What is pending fails with {@code ECANCELED}; jobs run on.
   *
   * <p>Waits for the event loop to end, but not longer than ten seconds: where libflux-core is
   * inside a connect or a write that the other side does not take, as that of a stopped broker, the
   * event loop is left behind, and ends when that does.
   */
  @Override
  public void close() {
    connector.close();
  }
}
