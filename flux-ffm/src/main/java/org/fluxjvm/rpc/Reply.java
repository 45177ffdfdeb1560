package org.fluxjvm.rpc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.NotSentException;
import org.jspecify.annotations.Nullable;

/**
 * The one response that a request will get: to be waited for, or taken as a stage.
 *
 * <p>It is completed on the event loop and seen by nobody there: a waiting thread is woken, and a
 * stage completes on the executor of the handle.
 *
 * @param <T> what the response says
 */
public final class Reply<T> {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final RpcClient client;
  private final String topic;
  private final CompletableFuture<?> arrival;
  private final Call call;
  private final Function<Object, T> reader;
  private final Function<FluxException, FluxException> failure;
  private final Duration limit;

  Reply(
      RpcClient client,
      String topic,
      CompletableFuture<?> arrival,
      Call call,
      Function<Object, T> reader,
      Function<FluxException, FluxException> failure,
      Duration limit) {
    this.client = client;
    this.topic = topic;
    this.arrival = arrival;
    this.call = call;
    this.reader = reader;
    this.failure = failure;
    this.limit = limit;
  }

  /**
   * The same reply, read further by whoever takes it, not by the event loop.
   *
   * @param <R> what the function returns
   * @param function reads the response
   * @return a reply
   */
  public <R> Reply<R> map(Function<? super T, ? extends R> function) {
    return new Reply<>(
        client, topic, arrival, call, raw -> function.apply(reader.apply(raw)), failure, limit);
  }

  /**
   * The same reply, with a failure told in other words.
   *
   * @param function makes the exception that is thrown
   * @return a reply
   */
  public Reply<T> mapFailure(Function<FluxException, FluxException> function) {
    return new Reply<>(
        client, topic, arrival, call, reader, e -> function.apply(failure.apply(e)), limit);
  }

  /**
   * The same reply, waited for without a limit: for requests that are answered when something
   * happens. A lost broker ends the wait.
   *
   * @return a reply
   */
  public Reply<T> withoutLimit() {
    return new Reply<>(client, topic, arrival, call, reader, failure, FOREVER);
  }

  /**
   * Waits for the response.
   *
   * @return what it says
   * @throws FluxException if the request fails; {@code ETIMEDOUT} after the handle's call limit,
   *     {@code EINTR} if the thread is interrupted, {@code EDEADLK} on the event loop
   */
  public T await() {
    client.refuseEventLoop(topic);
    try {
      long nanos = client.pump().await(arrival::isDone, TimeUnit.NANOSECONDS.convert(limit));
      return reader.apply(arrival.get(nanos, TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw seenByCaller(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw givenUp(timedOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp(new FluxException(Errno.EINTR, topic, "interrupted while waiting"));
    }
  }

  /**
   * The response as a future, completed on the executor of the handle.
   *
   * @return a future that fails with {@link FluxException}; cancelling it drops the response, and
   *     does not take the request back
   */
  public CompletableFuture<T> toFuture() {
    return limited().handleAsync(this::read, client.callbacks());
  }

  /**
   * The response as a future, completed where the response arrives: for what goes on with it and
   * runs none of the caller's code.
   *
   * @return a future that mostly completes on the event loop
   */
  public CompletableFuture<T> onArrival() {
    return limited().handle(this::read);
  }

  private CompletableFuture<?> limited() {
    return limit.equals(FOREVER)
        ? arrival
        : arrival.orTimeout(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
  }

  private T read(Object raw, @Nullable Throwable error) {
    if (error != null) {
      throw seenByCaller(error);
    }
    return reader.apply(raw);
  }

  private RuntimeException seenByCaller(Throwable error) {
    return switch (error) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          seenByCaller(wrapped.getCause());
      case FluxException flux -> failure.apply(flux);
      case TimeoutException late -> givenUp(timedOut());
      case RuntimeException runtime -> runtime;
      default -> new IllegalStateException(topic + ": " + error, error);
    };
  }

  private FluxException givenUp(FluxException reason) {
    return failure.apply(call.withdraw() ? new NotSentException(reason) : reason);
  }

  private FluxException timedOut() {
    client.observer().onFailure(topic, Errno.ETIMEDOUT); // the connector knows no limit
    return new FluxException(
        Errno.ETIMEDOUT, topic, "no response within " + limit.toMillis() + " ms");
  }
}
