package org.fluxjvm.connector;

/** A request under way. */
public interface Call {
  /**
   * Stops waiting for responses.
   *
   * <p>A request that is not sent yet is dropped, and its handler is told {@code ECANCELED}. A
   * stream is asked to end, and its handler told {@code ENODATA} when it has. The response to a
   * single request, which cannot be taken back, is thrown away. Safe from any thread; a second call
   * does nothing.
   */
  void cancel();

  /**
   * Stops waiting as {@link #cancel} does, and tells whether the request was taken back in time.
   *
   * @return true if it was not sent and will not be; false if it was, or may have been
   */
  default boolean withdraw() {
    cancel();
    return false;
  }
}
