package org.fluxjvm.connector;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * An open handle on one Flux instance. All methods are safe from any thread and do not block.
 *
 * <p>A request made while the broker is out of reach waits for it to come back; one that is pending
 * when the broker is lost fails with {@code ECONNRESET}.
 */
public interface Connector extends AutoCloseable {
  /**
   * Sends a request.
   *
   * @param request the request
   * @param handler takes its responses; never called for {@link Request.Mode#NO_RESPONSE}
   * @return the call under way
   */
  Call rpc(Request request, ResponseHandler handler);

  /**
   * Submits a job, signed as this instance wants it ({@code flux_job_submit(3)}).
   *
   * @param jobspec the jobspec in JSON, UTF-8 (RFC 14)
   * @param urgency 0 to 31
   * @param flags the bits of {@code enum job_submit_flags}, without {@code FLUX_JOB_PRE_SIGNED}
   * @param handler is given one response {@code {"id": n}}, or an error
   * @return the call under way
   */
  Call submit(MemorySegment jobspec, int urgency, int flags, ResponseHandler handler);

  /**
   * Sends a request later: until then it counts as under way.
   *
   * @param pause how long to wait
   * @param request sends it, on a thread of its own
   */
  default void later(Duration pause, Runnable request) {
    CompletableFuture.delayedExecutor(
            pause.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(request); // not in the common pool, which others may keep busy
  }

  /**
   * Runs a function on the event loop with the native handle.
   *
   * @param <T> what the function returns
   * @param function is given the handle, valid on that thread until the broker is lost
   * @return the function's result; fails with {@code EOPNOTSUPP} where there is no native handle
   */
  default <T> CompletableFuture<T> onEventLoop(
      Function<? super NativeHandle, ? extends T> function) {
    return CompletableFuture.failedFuture(
        new FluxException(
            Errno.EOPNOTSUPP, "onEventLoop", "this connector has no libflux-core below it"));
  }

  /**
   * Whether the user of this handle owns the instance; others are guests (RFC 12).
   *
   * @return false for a guest, known without asking the broker
   */
  boolean isOwner();

  /**
   * Whether the current thread is the event loop, where waiting for a response would wait forever.
   *
   * @return true on the event loop
   */
  default boolean isEventLoop() {
    return false;
  }

  /** Fails what is pending with {@code ECANCELED}, and waits for the event loop to end. */
  @Override
  void close();
}
