package org.fluxjvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The processes of an instance, from {@code flux start} down. */
record InstanceProcess(Process start) {
  private static final Duration END_LIMIT = Duration.ofSeconds(30);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  static FluxException failure(Errno errno, String reason, @Nullable Throwable cause) {
    FluxException failure = new FluxException(errno, "FluxInstance.start", reason);
    failure.initCause(cause);
    return failure;
  }

  /** Waits for what the initial program says first; kills everything if that does not come. */
  String awaitUri(Duration limit, InstanceLog log) throws IOException {
    CompletableFuture<Optional<String>> said =
        CompletableFuture.supplyAsync(
            () -> start.inputReader().lines().filter(line -> line.contains("://")).findFirst(),
            task -> Thread.ofPlatform().daemon().name("flux-start").start(task));
    try {
      Optional<String> uri = said.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (uri.isPresent()) {
        return uri.get();
      }
      kill();
      throw failure(Errno.EIO, "flux start ended before the instance was ready" + ends(log), null);
    } catch (ExecutionException e) {
      kill();
      throw failure(Errno.EIO, "flux start cannot be read: " + e.getCause() + ends(log), e);
    } catch (TimeoutException e) {
      kill();
      throw failure(Errno.ETIMEDOUT, "the instance was not ready after " + limit + ends(log), e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw failure(Errno.EINTR, "interrupted", e);
    }
  }

  private static String ends(InstanceLog log) throws IOException {
    String tail = log.tail();
    return tail.isEmpty() ? "; it wrote nothing to stderr" : "; the end of its stderr:\n" + tail;
  }

  boolean isAlive() {
    return start.isAlive();
  }

  /** Ends the initial program, and with it the instance. */
  void end() {
    closeInput();
    try {
      if (start.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** Kills the brokers and all below them, after which {@code flux start} ends by itself. */
  void kill() {
    List<ProcessHandle> below = start.descendants().toList();
    below.forEach(ProcessHandle::destroyForcibly);
    if (below.isEmpty() || !awaitEnd()) {
      start.descendants().forEach(ProcessHandle::destroyForcibly);
      start.destroyForcibly();
      awaitEnd();
    }
    closeInput();
  }

  /** Also if this thread is interrupted: it is not for long. */
  private boolean awaitEnd() {
    return start
        .onExit()
        .thenApply(ended -> true)
        .completeOnTimeout(false, KILL_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private void closeInput() {
    try {
      start.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
