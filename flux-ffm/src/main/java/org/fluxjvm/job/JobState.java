package org.fluxjvm.job;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.fluxjvm.Errno;
import org.fluxjvm.FluxException;

/** The states of a job (RFC 21), in the order in which they are reached. */
public enum JobState {
  /** Submitted, not yet validated. */
  NEW(1, 0x1F381),
  /** Waits for its dependencies. */
  DEPEND(2, 0x1F6D1),
  /** Waits for a priority. */
  PRIORITY(4, 0x1F6A6),
  /** Waits for resources. */
  SCHED(8, 0x1F4C5),
  /** Has resources and runs. */
  RUN(16, 0x1F3C3),
  /** Has ended, and its resources are being released. */
  CLEANUP(32, 0x1F5D1),
  /** Is over. */
  INACTIVE(64, 0x1F480);

  /** The states of a job that has no resources yet: {@code FLUX_JOB_STATE_PENDING}. */
  public static final Set<JobState> PENDING =
      Collections.unmodifiableSet(EnumSet.of(DEPEND, PRIORITY, SCHED));

  /** The states of a job that has resources: {@code FLUX_JOB_STATE_RUNNING}. */
  public static final Set<JobState> RUNNING = Collections.unmodifiableSet(EnumSet.of(RUN, CLEANUP));

  /** The states of a job that is not over: {@code FLUX_JOB_STATE_ACTIVE}. */
  public static final Set<JobState> ACTIVE =
      Collections.unmodifiableSet(EnumSet.range(DEPEND, CLEANUP));

  /** The bit that stands for it in {@code flux_job_state_t}, as services speak of it. */
  private final int bit;

  private final String emoji;

  JobState(int bit, int emoji) {
    this.bit = bit;
    this.emoji = Character.toString(emoji);
  }

  static JobState ofBit(int bit) {
    for (JobState state : values()) {
      if (state.bit == bit) {
        return state;
      }
    }
    throw new FluxException(Errno.EPROTO, "job state", bit + " is no state of a job");
  }

  static int mask(Collection<JobState> states) {
    int mask = 0;
    for (JobState state : states) {
      mask |= state.bit;
    }
    return mask;
  }

  /** The attribute of a job that has the time when it came to this state. */
  String timestamp() {
    return this == NEW ? "t_submit" : "t_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * The letter that stands for it in listings.
   *
   * @return the first letter of its name
   */
  public char letter() {
    return name().charAt(0);
  }

  /**
   * The picture that stands for it in listings, as that of {@code flux jobs}.
   *
   * @return one character, of two {@code char}s
   */
  public String emoji() {
    return emoji;
  }

  /**
   * The state that an event leads to.
   *
   * @param event an event of the job's own log
   * @return the state after the event
   */
  public JobState after(JobEvent event) {
    return switch (event.name()) {
      case "submit" -> NEW;
      case "validate" -> DEPEND;
      case "depend" -> PRIORITY;
      case "priority" -> this == PRIORITY ? SCHED : this;
      case "urgency", "jobspec-update", "flux-restart" -> this == SCHED ? PRIORITY : this;
      case "alloc" -> this == SCHED ? RUN : this;
      case "finish" -> this == RUN ? CLEANUP : this;
      case "exception" -> endsJob(event) ? CLEANUP : this;
      case "clean" -> INACTIVE;
      default -> this;
    };
  }

  private boolean endsJob(JobEvent event) {
    return compareTo(CLEANUP) < 0 && JobExceptionEvent.of(event).severity() == 0;
  }
}
