package org.fluxjvm.scheduler.cli;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What bounds a scheduler.
 *
 * @param maxInFlight how many firings are under way at once
 * @param submitsPerSecond how many jobs go into each queue of Flux in a second; no limit if empty
 * @param keep for how long the runs that are over are remembered
 */
record Limits(int maxInFlight, OptionalDouble submitsPerSecond, Duration keep) {
  private static final int MAX_IN_FLIGHT = 10_000;
  private static final Duration KEEP = Duration.ofDays(30);

  /** Those of a scheduler that was given none. */
  static final Limits DEFAULT = new Limits(MAX_IN_FLIGHT, OptionalDouble.empty(), KEEP);
}
