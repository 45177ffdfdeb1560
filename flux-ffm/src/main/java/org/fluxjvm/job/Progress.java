package org.fluxjvm.job;

/**
 * How far a log has been told, so that events that come again after a lost broker are told apart
 * from those that are missing.
 *
 * <p>The committed log only grows, so that what was told is its beginning. That is verified by the
 * times of the events, which are kept as one number.
 */
final class Progress {
  /** What an event is to a listener. */
  enum Step {
    /** It has had it. */
    KNOWN,
    /** It is the next one. */
    NEXT,
    /** It is not of the same log: that was rewound, or another instance gave the id again. */
    FOREIGN
  }

  private int seen;
  private double latest;
  private int digest;
  private int position;
  private int positionDigest;

  /** The events are going to come once more from the first on. */
  void rewind() {
    position = 0;
    positionDigest = 0;
  }

  Step step(JobEvent event) {
    double time = event.timestamp();
    position++;
    positionDigest = 31 * positionDigest + Double.hashCode(time);
    if (position > seen) {
      seen = position;
      digest = positionDigest;
      latest = Math.max(latest, time);
      return Step.NEXT;
    }
    boolean isLater = time > latest; // a rewound log goes on with what happened since
    boolean differs = position == seen && positionDigest != digest;
    return isLater || differs ? Step.FOREIGN : Step.KNOWN;
  }

  /** Whether all events that were told have come again. */
  boolean hasCaughtUp() {
    return position >= seen;
  }

  boolean hasBegun() {
    return seen > 0;
  }

  /** The time of the latest event that was told. */
  double latest() {
    return latest;
  }
}
