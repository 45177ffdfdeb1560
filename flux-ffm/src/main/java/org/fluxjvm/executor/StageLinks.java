package org.fluxjvm.executor;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stages that hang on a future, each on a link of its own: those of one {@link
 * CompletableFuture} would run in reverse order, and on the thread that completes it or that asks
 * late.
 */
final class StageLinks {
  private final CompletableFuture<Integer> done;
  private final InOrder order;
  private final Executor executor;
  private final Queue<Link<Integer>> waiting = new ConcurrentLinkedQueue<>();

  /** Runs what is asked for without an executor on that of the callbacks; so do its dependents. */
  private static final class Link<T> extends CompletableFuture<T> {
    private final Executor executor;

    Link(Executor executor) {
      this.executor = executor;
    }

    @Override
    public Executor defaultExecutor() {
      return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new Link<>(executor);
    }

    void completeAs(T result, @Nullable Throwable error) {
      if (error == null) {
        complete(result);
      } else {
        completeExceptionally(error);
      }
    }
  }

  /**
   * Starts without any.
   *
   * @param done what the stages wait for
   * @param order completes the links
   * @param executor runs what is not to be in order
   */
  StageLinks(CompletableFuture<Integer> done, InOrder order, Executor executor) {
    this.done = done;
    this.order = order;
    this.executor = executor;
  }

  /** Has the links completed when the future is; to be called once. */
  void start() {
    var _ = done.whenComplete((code, error) -> wake());
  }

  /** Makes a link, and what hangs on it before it can complete. */
  <T> T hang(Function<? super CompletableFuture<Integer>, T> stage) {
    Link<Integer> link = new Link<>(executor);
    T hung = stage.apply(link);
    waiting.add(link);
    if (done.isDone()) {
      wake();
    }
    return hung;
  }

  private void wake() {
    order.execute(this::completeWaiting);
  }

  private void completeWaiting() {
    for (Link<Integer> link = waiting.poll(); link != null; link = waiting.poll()) {
      var _ = done.whenComplete(link::completeAs);
    }
  }
}
