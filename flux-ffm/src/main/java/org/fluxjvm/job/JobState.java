package org.fluxjvm.job;

/** The states of a job (RFC 21), in the order in which they are reached. */
public enum JobState {
  /** Submitted, not yet validated. */
  NEW,
  /** Waits for its dependencies. */
  DEPEND,
  /** Waits for a priority. */
  PRIORITY,
  /** Waits for resources. */
  SCHED,
  /** Has resources and runs. */
  RUN,
  /** Has ended, and its resources are being released. */
  CLEANUP,
  /** Is over. */
  INACTIVE;

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
