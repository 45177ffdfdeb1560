package org.fluxjvm;

import org.jspecify.annotations.Nullable;

/**
 * A request that Flux refused, or that could not reach it.
 *
 * <p>It carries the error number of the response (RFC 6) or of the failed C function, and the text
 * that Flux gave with it. The message names the operation, the error and the text: {@code
 * job-manager.kill: EINVAL: job is inactive}.
 */
public class FluxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String operation;
  private final String reason;

  /**
   * Makes an exception for an error number.
   *
   * @param code the error number
   * @param operation the topic, C function or method that failed
   * @param reason the text that Flux gave, or null to use that of {@code strerror(3)}
   */
  public FluxException(int code, String operation, @Nullable String reason) {
    super(message(code, operation, reason));
    this.code = code;
    this.operation = operation;
    this.reason = reason == null || reason.isEmpty() ? Errno.of(code).text() : reason;
  }

  /**
   * Makes an exception for a known error.
   *
   * @param errno the error
   * @param operation the topic, C function or method that failed
   * @param reason what was wrong and what to do about it
   */
  public FluxException(Errno errno, String operation, String reason) {
    this(errno.code(), operation, reason);
  }

  private static String message(int code, String operation, @Nullable String reason) {
    Errno errno = Errno.of(code);
    String name = errno == Errno.UNKNOWN ? "errno " + code : errno.name();
    String text = reason == null || reason.isEmpty() ? errno.text() : reason;
    return operation + ": " + name + ": " + text;
  }

  /**
   * The error number.
   *
   * @return the value of {@code errno}
   */
  public int code() {
    return code;
  }

  /**
   * The error.
   *
   * @return the error, {@link Errno#UNKNOWN} if Linux has no name for {@link #code()}
   */
  public Errno errno() {
    return Errno.of(code);
  }

  /**
   * What failed.
   *
   * @return a topic, the name of a C function or of a method
   */
  public String operation() {
    return operation;
  }

  /**
   * Why it failed.
   *
   * @return the text that Flux gave, else that of {@code strerror(3)}
   */
  public String reason() {
    return reason;
  }

  /**
   * The same failure, with the stack trace of the current thread: what failed on an event loop is
   * thrown where it is waited for.
   *
   * @return an exception of the same type
   */
  public FluxException thrownHere() {
    return new FluxException(code, operation, reason);
  }
}
