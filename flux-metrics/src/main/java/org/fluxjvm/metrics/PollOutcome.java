package org.fluxjvm.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** How a poll ended. */
enum PollOutcome {
  SUCCESS,
  /** The user may not ask this. */
  DENIED,
  /** This instance does not have the service. */
  UNSUPPORTED,
  /** Flux has not answered in time. */
  TIMEOUT,
  /** There is no broker to ask. */
  UNREACHABLE,
  /** Flux has answered something else. */
  ERROR;

  static PollOutcome of(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case TimeoutException late -> TIMEOUT;
      case FluxException flux -> of(flux.errno());
      default -> ERROR;
    };
  }

  private static PollOutcome of(Errno errno) {
    return switch (errno) {
      case EPERM, EACCES -> DENIED;
      case ENOSYS -> UNSUPPORTED;
      case ETIMEDOUT -> TIMEOUT;
      case ECONNRESET,
          ECONNREFUSED,
          EHOSTUNREACH,
          ENETUNREACH,
          ENOTCONN,
          EPIPE,
          ESHUTDOWN,
          ECANCELED ->
          UNREACHABLE;
      default -> ERROR;
    };
  }

  /** Whether Flux has answered at all. */
  boolean isAnswer() {
    return this != TIMEOUT && this != UNREACHABLE;
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] tags() {
    return Arrays.stream(values()).map(PollOutcome::tag).toArray(String[]::new);
  }
}
