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
  /** Flux has answered something else, or it could not be asked, or not be understood. */
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

  /** Whether a request has failed by what Flux said, and not for want of an answer. */
  static boolean isAnswer(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          isAnswer(wrapped.getCause());
      case FluxException flux -> of(flux.errno()).isInTouch();
      default -> false;
    };
  }

  /** Whether Flux was there until the end. */
  boolean isInTouch() {
    return this != TIMEOUT && this != UNREACHABLE;
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] tags() {
    return Arrays.stream(values()).map(PollOutcome::tag).toArray(String[]::new);
  }
}
