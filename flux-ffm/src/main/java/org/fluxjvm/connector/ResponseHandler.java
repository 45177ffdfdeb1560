package org.fluxjvm.connector;

import java.lang.foreign.MemorySegment;
import org.fluxjvm.FluxException;

/**
 * Takes the responses to one request, on the event loop of the connector.
 *
 * <p>A handler must not block: while it runs, nothing else on that handle does. What it throws ends
 * its request and is logged.
 */
public interface ResponseHandler {
  /**
   * A response has come.
   *
   * @param payload its JSON in UTF-8 without a terminating NUL, read-only and of size 0 if there is
   *     none; valid during the call and on its thread only, any later access throws {@link
   *     IllegalStateException}, another thread's {@link WrongThreadException}
   */
  void onResponse(MemorySegment payload);

  /**
   * The request has failed, or its stream has ended; nothing more will come.
   *
   * @param error the error, {@code ENODATA} for the regular end of a stream, {@code ECONNRESET} if
   *     the broker was lost
   */
  void onError(FluxException error);
}
