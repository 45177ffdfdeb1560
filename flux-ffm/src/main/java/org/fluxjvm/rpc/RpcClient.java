package org.fluxjvm.rpc;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.ClientObserver;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import tools.jackson.databind.JsonNode;

/** Sends requests through a connector, and gives their responses to whoever wants them. */
public final class RpcClient {
  private final Connector connector;
  private final Executor callbacks;
  private final Duration callLimit;
  private final Pump pump;
  private final ClientObserver observer;

  /**
   * Makes a client.
   *
   * @param connector carries the requests
   * @param callbacks runs the caller's code
   * @param callLimit how long to wait for the response to a single request
   */
  public RpcClient(Connector connector, Executor callbacks, Duration callLimit) {
    this(connector, callbacks, callLimit, Pump.NONE, ClientObserver.NONE);
  }

  /**
   * Makes a client for a thread that works while it waits, or one that is observed.
   *
   * @param connector carries the requests
   * @param callbacks runs the caller's code
   * @param callLimit how long to wait for the response to a single request
   * @param pump does the waiting thread's work
   * @param observer is told of what only the readers of responses know; it throws nothing
   */
  public RpcClient(
      Connector connector,
      Executor callbacks,
      Duration callLimit,
      Pump pump,
      ClientObserver observer) {
    this.connector = connector;
    this.callbacks = callbacks;
    this.callLimit = callLimit;
    this.pump = pump;
    this.observer = observer;
  }

  /**
   * Asks for one response in JSON.
   *
   * @param topic the service and its method
   * @param payload a JSON object: anything that Jackson writes as one
   * @return the reply, a missing node if the response has no payload
   */
  public Reply<JsonNode> json(String topic, Object payload) {
    Request request =
        new Request(topic, Json.encode(topic, payload), Request.ANY, Request.Mode.SINGLE);
    return json(request);
  }

  /**
   * Asks for one response in JSON.
   *
   * @param request the request, in mode {@link Request.Mode#SINGLE}
   * @return the reply, a missing node if the response has no payload
   */
  public Reply<JsonNode> json(Request request) {
    return ask(request, Json::copy).map(bytes -> Json.parse(request.topic(), bytes));
  }

  /**
   * Asks for one response.
   *
   * @param <T> what the response says
   * @param request the request
   * @param decoder reads the payload on the event loop while it is valid: short, not blocking
   * @return the reply
   */
  public <T> Reply<T> ask(Request request, Function<MemorySegment, T> decoder) {
    return send(request.topic(), decoder, handler -> connector.rpc(request, handler));
  }

  /**
   * Submits a job.
   *
   * @param <T> what the response says
   * @param jobspec the jobspec in JSON, UTF-8
   * @param urgency 0 to 31
   * @param flags the bits of {@code enum job_submit_flags}
   * @param decoder reads the response on the event loop
   * @return the reply
   */
  public <T> Reply<T> submit(
      MemorySegment jobspec, int urgency, int flags, Function<MemorySegment, T> decoder) {
    return send(
        "job-ingest.submit",
        decoder,
        handler -> connector.submit(jobspec, urgency, flags, handler));
  }

  /**
   * What more than one request brings about, to be waited for as a reply; it has no time limit, as
   * its requests have theirs.
   *
   * @param <T> what is brought about
   * @param topic what is asked for, for errors
   * @param result completes when all responses have come
   * @param call ends what is under way, when the waiting thread is interrupted
   * @return the reply
   */
  public <T> Reply<T> gathered(String topic, CompletableFuture<T> result, Call call) {
    return reply(topic, result, call).withoutLimit();
  }

  /**
   * Asks for a stream of responses.
   *
   * @param <T> the stream's elements
   * @param request a request in mode {@link Request.Mode#STREAM}
   * @param decoder reads each response on the event loop
   * @return the stream; close it when it is not read to its end
   */
  public <T> ResponseStream<T> stream(Request request, ResponseStream.Decoder<T> decoder) {
    return stream(request.topic(), ResponseStream.responses(this, request, decoder));
  }

  /**
   * Opens a stream that more than one request fills.
   *
   * @param <T> the stream's elements
   * @param topic what is asked for, for errors
   * @param source sends the requests
   * @return the stream; close it when it is not read to its end
   */
  public <T> ResponseStream<T> stream(String topic, ResponseStream.Source<T> source) {
    return new ResponseStream<>(this, topic, source);
  }

  /**
   * Sends a request and handles its responses on the event loop.
   *
   * @param request the request
   * @param handler takes the responses where they lie
   * @return the call under way
   */
  public Call raw(Request request, ResponseHandler handler) {
    return connector.rpc(request, handler);
  }

  /**
   * Sends a request after a pause, in which a reactor waits for it as for a response.
   *
   * @param pause how long to wait
   * @param request sends it
   */
  public void later(Duration pause, Runnable request) {
    connector.later(pause, request);
  }

  /**
   * Submits a job and handles the response on the event loop.
   *
   * @param jobspec the jobspec in JSON, UTF-8
   * @param urgency 0 to 31
   * @param flags the bits of {@code enum job_submit_flags}
   * @param handler takes the response where it lies
   * @return the call under way
   */
  public Call rawSubmit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler) {
    return connector.submit(jobspec, urgency, flags, handler);
  }

  /**
   * Whether the user of the handle owns the instance.
   *
   * @return false for a guest
   */
  public boolean isOwner() {
    return connector.isOwner();
  }

  /**
   * The executor that runs callers' code.
   *
   * @return the executor
   */
  public Executor callbacks() {
    return callbacks;
  }

  /**
   * Who is told what the handle does.
   *
   * @return the observer, {@link ClientObserver#NONE} if there is none
   */
  public ClientObserver observer() {
    return observer;
  }

  Pump pump() {
    return pump;
  }

  /**
   * Refuses to wait on the event loop; for what must not even be sent there.
   *
   * @param topic what is asked for
   * @throws FluxException {@code EDEADLK} on the event loop
   */
  public void refuseEventLoop(String topic) {
    if (connector.isEventLoop()) {
      throw new FluxException(
          Errno.EDEADLK, topic, "a blocking call on the event loop would wait forever");
    }
  }

  private <T> Reply<T> send(
      String topic, Function<MemorySegment, T> decoder, Function<ResponseHandler, Call> sender) {
    CompletableFuture<T> arrival = new CompletableFuture<>();
    Call call =
        sender.apply(
            new ResponseHandler() {
              @Override
              public void onResponse(MemorySegment payload) {
                arrival.complete(decoder.apply(payload));
              }

              @Override
              public void onError(FluxException error) {
                arrival.completeExceptionally(error);
              }
            });
    return reply(topic, arrival, call);
  }

  private <T> Reply<T> reply(String topic, CompletableFuture<T> arrival, Call call) {
    @SuppressWarnings("unchecked") // what arrives is what the decoder made
    Function<Object, T> reader = raw -> (T) raw;
    return new Reply<>(this, topic, arrival, call, reader, FluxException::thrownHere, callLimit);
  }
}
