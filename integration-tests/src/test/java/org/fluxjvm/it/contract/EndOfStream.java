package org.fluxjvm.it.contract;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;
import org.fluxjvm.rpc.Json;
import tools.jackson.databind.json.JsonMapper;

/** All that a stream said, as it came, and the error that ended it. */
record EndOfStream(List<String> responses, FluxException error) {
  static EndOfStream of(Flux flux, String topic, Map<String, Object> payload) {
    ConcurrentLinkedQueue<String> responses = new ConcurrentLinkedQueue<>();
    CompletableFuture<FluxException> end = new CompletableFuture<>();
    flux.rpc(
        Request.stream(topic, JsonMapper.shared().writeValueAsString(payload)),
        new ResponseHandler() {
          @Override
          public void onResponse(MemorySegment response) {
            responses.add(new String(Json.copy(response), StandardCharsets.UTF_8));
          }

          @Override
          public void onError(FluxException error) {
            end.complete(error);
          }
        });
    FluxException error = end.orTimeout(20, TimeUnit.SECONDS).join();
    return new EndOfStream(List.copyOf(responses), error);
  }
}
