package org.fluxjvm.scheduler.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A job of the schedule as it is shown.
 *
 * @param name its name
 * @param kind what makes it fire
 * @param schedule the same in words, such as {@code every 1h}
 * @param state whether it fires
 * @param next when it fires next, if that is known
 * @param previous when it was due last, if its trigger has fired
 * @param active how many of its runs are under way, on all schedulers of this name
 * @param queue the queue that its Flux jobs go to, if it names one
 */
public record JobView(
    String name,
    Kind kind,
    String schedule,
    State state,
    Optional<Instant> next,
    Optional<Instant> previous,
    int active,
    Optional<String> queue) {

  /** What makes a job fire. */
  public enum Kind {
    /** A cron expression. */
    CRON,
    /** An interval. */
    EVERY,
    /** A time, once. */
    AT,
    /** The end of another job's run. */
    AFTER,
    /** Nothing any more: it has fired for the last time. */
    NOTHING
  }

  /** Whether a job fires. */
  public enum State {
    /** It does, when it is due. */
    ACTIVE,
    /** It does not before it is resumed. */
    PAUSED,
    /** Quartz could not fire it, and gave it up until the job is changed. */
    ERROR,
    /** It does not fire again. */
    OVER
  }
}
