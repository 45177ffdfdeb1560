package org.fluxjvm.job;

/**
 * How to submit a job.
 *
 * @param urgency 0 to 31: 0 holds the job, 16 is the default, 31 expedites it; guests may go up to
 *     16
 * @param flags the bits of {@code enum job_submit_flags}
 */
public record SubmitOptions(int urgency, int flags) {
  /** Urgency 16 and no flags. */
  public static final SubmitOptions DEFAULT = new SubmitOptions(16, 0);

  /** The urgency that keeps a job from being scheduled: {@code FLUX_JOB_URGENCY_HOLD}. */
  public static final int HOLD = 0;

  private static final int DEBUG = 2;
  private static final int WAITABLE = 4;
  private static final int NOVALIDATE = 8;

  /**
   * Sets the urgency.
   *
   * @param value 0 to 31
   * @return changed options
   */
  public SubmitOptions urgency(int value) {
    return new SubmitOptions(value, flags);
  }

  /**
   * Lets the job be waited for by {@code job-manager.wait}.
   *
   * @return changed options
   */
  public SubmitOptions waitable() {
    return new SubmitOptions(urgency, flags | WAITABLE);
  }

  /**
   * Lets the job manager write {@code debug.*} events.
   *
   * @return changed options
   */
  public SubmitOptions debug() {
    return new SubmitOptions(urgency, flags | DEBUG);
  }

  /**
   * Skips the jobspec validator; for the instance owner.
   *
   * @return changed options
   */
  public SubmitOptions novalidate() {
    return new SubmitOptions(urgency, flags | NOVALIDATE);
  }
}
