package org.fluxjvm.executor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A completion stage that is another one, without the methods that complete that. */
abstract class StageView implements CompletionStage<Integer> {
  /** Makes a stage of its own, complete in its turn, and what hangs on that. */
  abstract <T> T hang(Function<? super CompletableFuture<Integer>, T> stage);

  @Override
  public <U> CompletionStage<U> thenApply(Function<? super Integer, ? extends U> fn) {
    return hang(stage -> stage.thenApply(fn));
  }

  @Override
  public <U> CompletionStage<U> thenApplyAsync(Function<? super Integer, ? extends U> fn) {
    return hang(stage -> stage.thenApplyAsync(fn));
  }

  @Override
  public <U> CompletionStage<U> thenApplyAsync(
      Function<? super Integer, ? extends U> fn, Executor executor) {
    return hang(stage -> stage.thenApplyAsync(fn, executor));
  }

  @Override
  public CompletionStage<Void> thenAccept(Consumer<? super Integer> action) {
    return hang(stage -> stage.thenAccept(action));
  }

  @Override
  public CompletionStage<Void> thenAcceptAsync(Consumer<? super Integer> action) {
    return hang(stage -> stage.thenAcceptAsync(action));
  }

  @Override
  public CompletionStage<Void> thenAcceptAsync(
      Consumer<? super Integer> action, Executor executor) {
    return hang(stage -> stage.thenAcceptAsync(action, executor));
  }

  @Override
  public CompletionStage<Void> thenRun(Runnable action) {
    return hang(stage -> stage.thenRun(action));
  }

  @Override
  public CompletionStage<Void> thenRunAsync(Runnable action) {
    return hang(stage -> stage.thenRunAsync(action));
  }

  @Override
  public CompletionStage<Void> thenRunAsync(Runnable action, Executor executor) {
    return hang(stage -> stage.thenRunAsync(action, executor));
  }

  @Override
  public <U, V> CompletionStage<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super Integer, ? super U, ? extends V> fn) {
    return hang(stage -> stage.thenCombine(other, fn));
  }

  @Override
  public <U, V> CompletionStage<V> thenCombineAsync(
      CompletionStage<? extends U> other, BiFunction<? super Integer, ? super U, ? extends V> fn) {
    return hang(stage -> stage.thenCombineAsync(other, fn));
  }

  @Override
  public <U, V> CompletionStage<V> thenCombineAsync(
      CompletionStage<? extends U> other,
      BiFunction<? super Integer, ? super U, ? extends V> fn,
      Executor executor) {
    return hang(stage -> stage.thenCombineAsync(other, fn, executor));
  }

  @Override
  public <U> CompletionStage<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super Integer, ? super U> action) {
    return hang(stage -> stage.thenAcceptBoth(other, action));
  }

  @Override
  public <U> CompletionStage<Void> thenAcceptBothAsync(
      CompletionStage<? extends U> other, BiConsumer<? super Integer, ? super U> action) {
    return hang(stage -> stage.thenAcceptBothAsync(other, action));
  }

  @Override
  public <U> CompletionStage<Void> thenAcceptBothAsync(
      CompletionStage<? extends U> other,
      BiConsumer<? super Integer, ? super U> action,
      Executor executor) {
    return hang(stage -> stage.thenAcceptBothAsync(other, action, executor));
  }

  @Override
  public CompletionStage<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return hang(stage -> stage.runAfterBoth(other, action));
  }

  @Override
  public CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
    return hang(stage -> stage.runAfterBothAsync(other, action));
  }

  @Override
  public CompletionStage<Void> runAfterBothAsync(
      CompletionStage<?> other, Runnable action, Executor executor) {
    return hang(stage -> stage.runAfterBothAsync(other, action, executor));
  }

  @Override
  public <U> CompletionStage<U> applyToEither(
      CompletionStage<? extends Integer> other, Function<? super Integer, U> fn) {
    return hang(stage -> stage.applyToEither(other, fn));
  }

  @Override
  public <U> CompletionStage<U> applyToEitherAsync(
      CompletionStage<? extends Integer> other, Function<? super Integer, U> fn) {
    return hang(stage -> stage.applyToEitherAsync(other, fn));
  }

  @Override
  public <U> CompletionStage<U> applyToEitherAsync(
      CompletionStage<? extends Integer> other,
      Function<? super Integer, U> fn,
      Executor executor) {
    return hang(stage -> stage.applyToEitherAsync(other, fn, executor));
  }

  @Override
  public CompletionStage<Void> acceptEither(
      CompletionStage<? extends Integer> other, Consumer<? super Integer> action) {
    return hang(stage -> stage.acceptEither(other, action));
  }

  @Override
  public CompletionStage<Void> acceptEitherAsync(
      CompletionStage<? extends Integer> other, Consumer<? super Integer> action) {
    return hang(stage -> stage.acceptEitherAsync(other, action));
  }

  @Override
  public CompletionStage<Void> acceptEitherAsync(
      CompletionStage<? extends Integer> other,
      Consumer<? super Integer> action,
      Executor executor) {
    return hang(stage -> stage.acceptEitherAsync(other, action, executor));
  }

  @Override
  public CompletionStage<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return hang(stage -> stage.runAfterEither(other, action));
  }

  @Override
  public CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
    return hang(stage -> stage.runAfterEitherAsync(other, action));
  }

  @Override
  public CompletionStage<Void> runAfterEitherAsync(
      CompletionStage<?> other, Runnable action, Executor executor) {
    return hang(stage -> stage.runAfterEitherAsync(other, action, executor));
  }

  @Override
  public <U> CompletionStage<U> thenCompose(
      Function<? super Integer, ? extends CompletionStage<U>> fn) {
    return hang(stage -> stage.thenCompose(fn));
  }

  @Override
  public <U> CompletionStage<U> thenComposeAsync(
      Function<? super Integer, ? extends CompletionStage<U>> fn) {
    return hang(stage -> stage.thenComposeAsync(fn));
  }

  @Override
  public <U> CompletionStage<U> thenComposeAsync(
      Function<? super Integer, ? extends CompletionStage<U>> fn, Executor executor) {
    return hang(stage -> stage.thenComposeAsync(fn, executor));
  }

  @Override
  public <U> CompletionStage<U> handle(
      BiFunction<? super Integer, @Nullable Throwable, ? extends U> fn) {
    return hang(stage -> stage.handle(fn));
  }

  @Override
  public <U> CompletionStage<U> handleAsync(
      BiFunction<? super Integer, @Nullable Throwable, ? extends U> fn) {
    return hang(stage -> stage.handleAsync(fn));
  }

  @Override
  public <U> CompletionStage<U> handleAsync(
      BiFunction<? super Integer, @Nullable Throwable, ? extends U> fn, Executor executor) {
    return hang(stage -> stage.handleAsync(fn, executor));
  }

  @Override
  public CompletionStage<Integer> whenComplete(
      BiConsumer<? super Integer, ? super @Nullable Throwable> action) {
    return hang(stage -> stage.whenComplete(action));
  }

  @Override
  public CompletionStage<Integer> whenCompleteAsync(
      BiConsumer<? super Integer, ? super @Nullable Throwable> action) {
    return hang(stage -> stage.whenCompleteAsync(action));
  }

  @Override
  public CompletionStage<Integer> whenCompleteAsync(
      BiConsumer<? super Integer, ? super @Nullable Throwable> action, Executor executor) {
    return hang(stage -> stage.whenCompleteAsync(action, executor));
  }

  @Override
  public CompletionStage<Integer> exceptionally(Function<Throwable, ? extends Integer> fn) {
    return hang(stage -> stage.exceptionally(fn));
  }
}
