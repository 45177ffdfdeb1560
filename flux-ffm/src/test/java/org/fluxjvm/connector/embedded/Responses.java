package org.fluxjvm.connector.embedded;

import static org.awaitility.Awaitility.await;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.ResponseHandler;
import tools.jackson.databind.JsonNode;

/** Collects the responses to one request. */
final class Responses implements ResponseHandler {
  private static final int SECONDS = 20;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<FluxException> error = new CompletableFuture<>();

  @Override
  public void onResponse(MemorySegment payload) {
    String text = new String(payload.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    received.add(text);
    first.complete(text);
  }

  @Override
  public void onError(FluxException failure) {
    error.complete(failure);
  }

  List<String> received() {
    return received;
  }

  /** The first response; throws the error if there is none. */
  String text() {
    CompletableFuture.anyOf(first, error).orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (!first.isDone()) {
      throw error.join();
    }
    return first.join();
  }

  JsonNode json() {
    return Json.parse(text());
  }

  FluxException error() {
    return error.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  boolean isOver() {
    return error.isDone();
  }

  /** Waits for a response that contains a text, and gives it. */
  String awaitText(String part) {
    await()
        .atMost(SECONDS, TimeUnit.SECONDS)
        .until(() -> received.stream().anyMatch(text -> text.contains(part)) || error.isDone());
    return received.stream()
        .filter(text -> text.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("ended without " + part + ": " + received));
  }
}
