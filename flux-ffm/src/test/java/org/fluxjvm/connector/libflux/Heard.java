package org.fluxjvm.connector.libflux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Connector;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/** A handler that keeps what it hears. */
final class Heard implements ResponseHandler {
  private static final long LIMIT_SECONDS = 30;

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<FluxException> end = new CompletableFuture<>();
  private final List<String> responses = new ArrayList<>();

  static Heard from(Connector connector, String topic, String json) {
    Heard heard = new Heard();
    connector.rpc(Request.single(topic, json), heard);
    return heard;
  }

  static Heard fromStream(Connector connector, String topic, String json) {
    Heard heard = new Heard();
    connector.rpc(Request.stream(topic, json), heard);
    return heard;
  }

  @Override
  public void onResponse(MemorySegment payload) {
    String text = new String(payload.toArray(JAVA_BYTE), UTF_8);
    responses.add(text);
    first.complete(text);
  }

  @Override
  public void onError(FluxException error) {
    end.complete(error);
  }

  String response() {
    return await(first);
  }

  FluxException error() {
    return await(end);
  }

  boolean hasEnded() {
    return end.isDone();
  }

  /** All responses, once the end has come. */
  List<String> responses() {
    await(end);
    return responses;
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
