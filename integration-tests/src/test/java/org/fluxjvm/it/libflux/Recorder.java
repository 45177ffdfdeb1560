package org.fluxjvm.it.libflux;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;

/** Keeps what a raw handler is told. */
class Recorder implements ResponseHandler {
  final CompletableFuture<MemorySegment> payload = new CompletableFuture<>();
  final CompletableFuture<FluxException> end = new CompletableFuture<>();
  final AtomicInteger ends = new AtomicInteger();

  @Override
  public void onResponse(MemorySegment view) {
    payload.complete(view);
  }

  @Override
  public void onError(FluxException error) {
    ends.incrementAndGet();
    end.complete(error);
  }
}
