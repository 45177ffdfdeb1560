package org.fluxjvm.job;

import java.time.InstantSource;

/**
 * When a journal began, by the broker's clock, of which nothing is known but the times of events:
 * none of them has happened after it was told.
 */
final class JournalStart {
  private final InstantSource clock;
  private double here;
  private double there;

  JournalStart(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * It begins now.
   *
   * @param latest the time of the latest event of its past
   */
  void begin(double latest) {
    here = now();
    there = Math.max(here, latest);
  }

  /** An event has come: a broker whose clock is ahead began as much later by it. */
  void live(double timestamp) {
    there = Math.max(there, timestamp - Math.max(0, now() - here));
  }

  /** The latest of what the journal may have begun at, in seconds since the epoch. */
  double time() {
    return there;
  }

  private double now() {
    return clock.millis() / 1e3;
  }
}
