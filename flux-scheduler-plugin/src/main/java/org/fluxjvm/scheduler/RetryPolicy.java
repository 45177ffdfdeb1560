package org.fluxjvm.scheduler;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a job that fails is tried, and how long it rests in between: twice as long after each
 * try, up to an hour, and between half and all of that, so that those who failed together do not
 * come back together.
 *
 * @param tries how often at most, 1 or more
 * @param backoff the rest after the first try, 0 or more
 */
public record RetryPolicy(int tries, Duration backoff) {
  /** One try. */
  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 30;

  /** Checks the bounds. */
  public RetryPolicy {
    if (tries < 1) {
      throw new IllegalArgumentException("retry tries: must be 1 or more, not " + tries);
    }
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("retry backoff: must be 0 or more, not " + backoff);
    }
  }

  /**
   * Whether there is another try.
   *
   * @param attempt the one that failed
   * @return true if it was not the last
   */
  public boolean allowsAfter(Attempt attempt) {
    return attempt.number() < tries;
  }

  /**
   * How long to rest after a try.
   *
   * @param attempt the one that failed
   * @param random where the jitter comes from
   * @return a duration of 0 to one hour
   */
  public Duration rest(Attempt attempt, RandomGenerator random) {
    return rest(backoff, attempt.number(), random);
  }

  static Duration rest(Duration backoff, int failures, RandomGenerator random) {
    Duration longest = backoff.compareTo(LONGEST) > 0 ? backoff : LONGEST;
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long full =
        backoff.toMillis() > longest.toMillis() >> doublings
            ? longest.toMillis()
            : backoff.toMillis() << doublings;
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
