package org.fluxjvm.job;

import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/**
 * How far a job has been followed, so that events that come again after a lost broker are told
 * apart from those that are missing.
 */
final class Progress {
  /** What an event is to a listener. */
  enum Step {
    /** It has had it. */
    KNOWN,
    /** It is the next one. */
    NEXT,
    /** It is not of the same job: another instance gave the id again. */
    FOREIGN
  }

  private int seen;
  private double last;
  private int position;

  /** The events are going to come once more from the first on. */
  void rewind() {
    position = 0;
  }

  Step step(JobEvent event) {
    position++;
    if (position > seen) {
      seen = position;
      last = event.timestamp();
      return Step.NEXT;
    }
    return position < seen || event.timestamp() == last ? Step.KNOWN : Step.FOREIGN;
  }

  /** Whether all events that were handed out have come again. */
  boolean hasCaughtUp() {
    return position >= seen;
  }

  boolean hasBegun() {
    return seen > 0;
  }

  /** Events may have happened that nobody can tell of. */
  static FluxException gap(String topic, JobId id) {
    return new FluxException(
        Errno.ENOENT,
        topic,
        id
            + ": after the broker was lost, Flux no longer holds this job;"
            + " what became of it is not known");
  }
}
