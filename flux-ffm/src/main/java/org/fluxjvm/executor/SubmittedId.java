package org.fluxjvm.executor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;

/** The id that a submission gets, and who waits for it. */
final class SubmittedId {
  private final CompletableFuture<JobId> id = new CompletableFuture<>();
  private List<Consumer<? super JobId>> callbacks = List.of();

  /** The job was accepted; returns whom to tell. */
  synchronized List<Consumer<? super JobId>> complete(JobId accepted) {
    id.complete(accepted);
    List<Consumer<? super JobId>> waiting = callbacks;
    callbacks = List.of();
    return waiting;
  }

  void fail(Throwable reason) {
    id.completeExceptionally(reason);
  }

  boolean isDone() {
    return id.isDone();
  }

  boolean isFailed() {
    return id.isCompletedExceptionally();
  }

  boolean isKnown() {
    return isDone() && !isFailed();
  }

  /** The id, which is known. */
  JobId known() {
    return id.join();
  }

  /** Keeps a callback until there is an id; false if nothing is to be waited for. */
  synchronized boolean await(Consumer<? super JobId> callback) {
    if (id.isDone()) {
      return false;
    }
    callbacks = new ArrayList<>(callbacks);
    callbacks.add(callback);
    return true;
  }

  JobId await(Duration limit) {
    try {
      return id.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FluxException flux
          ? flux.thrownHere()
          : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new FluxException(
          Errno.ETIMEDOUT, "jobId", "no job id within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FluxException(Errno.EINTR, "jobId", "interrupted while waiting");
    }
  }
}
