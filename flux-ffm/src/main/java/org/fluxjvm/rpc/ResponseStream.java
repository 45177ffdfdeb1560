package org.fluxjvm.rpc;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;
import org.fluxjvm.connector.Call;
import org.fluxjvm.connector.Request;
import org.fluxjvm.connector.ResponseHandler;

/**
 * The responses to a streaming request, in order.
 *
 * <p>It is read by one side only: by iterating, by {@link #next}, or by a callback. Flux has no
 * flow control, so what is not read yet is kept in memory. An iteration that leaves early closes
 * nothing: use try-with-resources.
 *
 * @param <T> the elements
 */
public final class ResponseStream<T> implements AutoCloseable, Iterable<T> {
  private final RpcClient client;
  private final String topic;
  private final Call call;

  private final StreamBuffer<T> buffer = new StreamBuffer<>();
  private final AtomicBoolean consumed = new AtomicBoolean();

  /**
   * Reads the elements out of one response, on the event loop and while the payload is valid.
   *
   * @param <T> the elements
   */
  @FunctionalInterface
  public interface Decoder<T> {
    /**
     * Reads one response.
     *
     * @param payload the response's JSON
     * @param sink takes the elements in order
     */
    void decode(MemorySegment payload, Consumer<T> sink);
  }

  /**
   * What fills a stream, where that is more than the responses to one request.
   *
   * @param <T> the elements
   */
  @FunctionalInterface
  public interface Source<T> {
    /**
     * Sends the first request.
     *
     * @param sink takes the elements, from any thread, one call at a time
     * @return what ends all requests that are under way
     */
    Call open(Sink<T> sink);
  }

  /**
   * Takes what a source has.
   *
   * @param <T> the elements
   */
  public interface Sink<T> {
    /**
     * Takes the next element.
     *
     * @param element the element; after the end it is dropped
     */
    void accept(T element);

    /**
     * Ends the stream; only the first call counts.
     *
     * @param reason {@code ENODATA} is the regular end
     */
    void end(FluxException reason);
  }

  ResponseStream(RpcClient client, String topic, Source<T> source) {
    this.client = client;
    this.topic = topic;
    this.call = source.open(buffer);
  }

  static <T> Source<T> responses(RpcClient client, Request request, Decoder<T> decoder) {
    return sink ->
        client.raw(
            request,
            new ResponseHandler() {
              @Override
              public void onResponse(MemorySegment payload) {
                decoder.decode(payload, sink::accept);
              }

              @Override
              public void onError(FluxException error) {
                sink.end(error);
              }
            });
  }

  /**
   * Waits for the next element.
   *
   * @return the element, or nothing after the last one
   * @throws FluxException if the stream failed, {@code EINTR} if the thread is interrupted
   */
  public Optional<T> next() {
    return next(Duration.ofNanos(Long.MAX_VALUE));
  }

  /**
   * Waits for the next element for a limited time.
   *
   * @param limit how long to wait
   * @return the element, or nothing after the last one
   * @throws FluxException if the stream failed; {@code ETIMEDOUT} if nothing came in time, after
   *     which the stream can be read on
   */
  public Optional<T> next(Duration limit) {
    client.refuseEventLoop(topic);
    long nanos = client.pump().await(buffer::isReady, TimeUnit.NANOSECONDS.convert(limit));
    try {
      Optional<T> next = buffer.take(nanos);
      return next.isPresent() ? next : afterLast();
    } catch (TimeoutException e) {
      throw new FluxException(
          Errno.ETIMEDOUT, topic, "nothing came within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FluxException(Errno.EINTR, topic, "interrupted while waiting");
    }
  }

  private Optional<T> afterLast() {
    FluxException error = buffer.reason();
    if (error == null || isRegular(error)) {
      return Optional.empty();
    }
    throw error.thrownHere();
  }

  /**
   * Reads the stream by a callback, which runs on the executor of the handle, one call at a time.
   *
   * @param action takes each element; what it throws ends the stream and fails the returned future
   * @return completes after the last element, or fails with the stream's error
   */
  public CompletableFuture<Void> forEachAsync(Consumer<? super T> action) {
    if (!consumed.compareAndSet(false, true)) {
      throw new IllegalStateException(topic + ": the stream already has a callback");
    }
    return new StreamConsumer<>(buffer, client.callbacks(), action, this::close).done();
  }

  /**
   * Has the stream closed when something that was to be read from it is done, also if whoever
   * waited has cancelled that or let it time out.
   *
   * @param <R> what was to be read
   * @param result completes when no more is to be read
   * @return the same future
   */
  public <R> CompletableFuture<R> closedWith(CompletableFuture<R> result) {
    var _ = result.whenComplete((value, error) -> close());
    return result;
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private Optional<T> next = Optional.empty();

      @Override
      public boolean hasNext() {
        if (next.isEmpty()) {
          next = ResponseStream.this.next();
        }
        return next.isPresent();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException(topic + ": the stream has ended");
        }
        T element = next.orElseThrow();
        next = Optional.empty();
        return element;
      }
    };
  }

  /** Ends the stream: nothing more is delivered, and Flux is asked to stop sending. */
  @Override
  public void close() {
    call.cancel();
    buffer.close(new FluxException(Errno.ENODATA, topic, "closed"));
  }

  /** Whether a stream that ended so is complete. */
  static boolean isRegular(FluxException error) {
    return error.errno() == Errno.ENODATA;
  }
}
