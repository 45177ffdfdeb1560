package org.fluxjvm.metrics;

import java.time.Duration;
import java.util.List;

/** Upper bounds of buckets that suit what is timed; those of Micrometer end at half a minute. */
public final class Buckets {
  /** For what takes a second or a day: the waits and runs of jobs. */
  public static final List<Duration> OF_BATCH =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  static final List<Duration> OF_RPC =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  private Buckets() {}
}
