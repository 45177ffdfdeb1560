package org.fluxjvm.job;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.RpcClient;

/**
 * A guest's watch of an event log, which is asked for once he was allowed to look up the job's own.
 *
 * <p>Flux 0.88 refuses a guest the lookup of a log that he may not read, but leaves his first watch
 * of it without any answer.
 */
final class GuestWatch implements ResponseHandler {
  private final RpcClient client;
  private final Request watch;
  private final ResponseHandler handler;
  private final OpenCalls calls = new OpenCalls();

  private GuestWatch(RpcClient client, Request watch, ResponseHandler handler) {
    this.client = client;
    this.watch = watch;
    this.handler = handler;
  }

  /**
   * Asks whether the log may be read, and then for the log.
   *
   * @param watch the request for the log
   * @param handler takes the responses to that, or the refusal
   */
  static Call open(RpcClient client, JobId id, Request watch, ResponseHandler handler) {
    GuestWatch opened = new GuestWatch(client, watch, handler);
    Lookup own = Lookup.of(JobEvents.MAIN_LOG).asText();
    opened.send(Requests.single(JobFiles.TOPIC, own.payload(id)), opened);
    return opened.calls;
  }

  private void send(Request request, ResponseHandler taker) {
    if (!calls.haveEnded()) {
      calls.add(client.raw(request, taker));
    }
  }

  @Override
  public void onResponse(MemorySegment log) {
    send(watch, handler);
  }

  @Override
  public void onError(FluxException refusal) {
    handler.onError(refusal);
  }
}
