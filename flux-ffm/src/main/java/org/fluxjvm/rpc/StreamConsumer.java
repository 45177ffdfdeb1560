package org.fluxjvm.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fluxjvm.FluxException;
import org.jspecify.annotations.Nullable;

/**
 * Hands the elements of a stream to a callback, on an executor, one at a time and in order.
 *
 * @param <T> the elements
 */
final class StreamConsumer<T> {
  private final StreamBuffer<T> buffer;
  private final Executor executor;
  private final Consumer<? super T> action;
  private final Runnable close;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicInteger changes = new AtomicInteger();

  /**
   * Starts with what there is.
   *
   * @param close ends the stream, when the callback threw or the executor refuses it
   */
  StreamConsumer(
      StreamBuffer<T> buffer, Executor executor, Consumer<? super T> action, Runnable close) {
    this.buffer = buffer;
    this.executor = executor;
    this.action = action;
    this.close = close;
    buffer.onChange(this::changed);
    changed();
  }

  /** Completes after the last element. */
  CompletableFuture<Void> done() {
    return done.copy();
  }

  /** One task at a time keeps the order on any executor. */
  private void changed() {
    if (done.isDone() || changes.getAndIncrement() > 0) {
      return;
    }
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException e) {
      fail(e);
    }
  }

  private void drain() {
    int seen;
    do {
      seen = changes.get();
      FluxException end = buffer.reason(); // before the last element is taken, which it follows
      if (!handOver()) {
        return;
      }
      if (end != null) {
        completeAt(end);
      }
    } while (changes.addAndGet(-seen) > 0);
  }

  private boolean handOver() {
    try {
      for (T element = next(); element != null; element = next()) {
        action.accept(element);
      }
      return true;
    } catch (Throwable t) {
      fail(t);
      return false;
    }
  }

  private @Nullable T next() {
    return buffer.poll();
  }

  private void fail(Throwable reason) {
    done.completeExceptionally(reason);
    close.run();
  }

  private void completeAt(FluxException end) {
    if (ResponseStream.isRegular(end)) {
      done.complete(null);
    } else {
      done.completeExceptionally(end);
    }
  }
}
