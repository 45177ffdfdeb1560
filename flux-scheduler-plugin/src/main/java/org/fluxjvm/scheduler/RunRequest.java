package org.fluxjvm.scheduler;

import java.util.List;
import org.fluxjvm.job.Jobspec;

/**
 * A firing, and what is to be run for it.
 *
 * @param key the firing
 * @param job its job: group and name, joined by a dot
 * @param fireInstance Quartz's fire instance id, or whatever tells the firings of one key apart
 * @param jobspec what to run
 * @param urgency the urgency that the job is released to, 1 to 31; guests may go up to 16
 * @param policy what is done when it fails
 * @param successors what follows upon its end
 */
public record RunRequest(
    RunKey key,
    String job,
    String fireInstance,
    Jobspec jobspec,
    int urgency,
    RunPolicy policy,
    List<Chained> successors) {

  /**
   * A run that follows upon the end of this one.
   *
   * @param successor the run
   * @param on upon which end
   */
  public record Chained(Successor successor, Upon on) {}

  /** The ends that something can follow upon. */
  public enum Upon {
    /** It completed. */
    SUCCESS,
    /** It ended otherwise; an uncertain end is none. */
    FAILURE,
    /** It ended. */
    ANY;

    /**
     * Whether an end is one of these.
     *
     * @param end how a run ended
     * @return true if what is to follow upon these follows upon that
     */
    public boolean includes(RunEnd end) {
      return switch (this) {
        case SUCCESS -> end.isSuccess();
        case FAILURE -> !end.isSuccess();
        case ANY -> true;
      };
    }
  }

  /** Copies the list. */
  public RunRequest {
    successors = List.copyOf(successors);
  }
}
