package org.fluxjvm.scheduler;

import java.util.concurrent.CompletableFuture;
import org.fluxjvm.Flux;
import org.jspecify.annotations.Nullable;

/** Where an instance is reached, also if the handle was opened without saying so. */
final class InstanceUri {
  private static final String LOCAL_URI = "local-uri";

  private final Flux flux;
  private volatile @Nullable String known;

  InstanceUri(Flux flux) {
    this.flux = flux;
    this.known = flux.uri().isEmpty() ? null : flux.uri();
  }

  /** Asks once; an instance that does not tell is the one that the environment names. */
  CompletableFuture<String> get() {
    String uri = known;
    return uri != null
        ? CompletableFuture.completedFuture(uri)
        : flux.attributeAsync(LOCAL_URI).thenApply(this::remember);
  }

  private String remember(String uri) {
    known = uri;
    return uri;
  }
}
