package org.fluxjvm.scheduler;

import java.time.Instant;

/** Whether a run may be submitted now. */
public sealed interface Admission {
  /** It may, and counts until it is over or put back to {@code INTENT}. */
  record Admitted() implements Admission {}

  /**
   * It has to wait.
   *
   * @param reason for which limit, in words
   * @param retryAt when to ask again at the latest
   */
  record Waiting(String reason, Instant retryAt) implements Admission {}

  /** The run is somebody else's by now. */
  record Lost() implements Admission {}
}
