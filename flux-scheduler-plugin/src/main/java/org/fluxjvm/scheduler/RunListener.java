package org.fluxjvm.scheduler;

import java.time.Duration;
import org.fluxjvm.job.JobEvent;

/**
 * Is told what happens to runs: in order for each run, on other threads than the event loop. What a
 * listener throws is logged and changes nothing.
 */
public interface RunListener {
  /**
   * A run has begun; its job is being submitted.
   *
   * @param run the run
   */
  default void onStarted(Run run) {}

  /**
   * The run has a job already, which another scheduler or an earlier start of this one submitted:
   * it is followed from where that left it.
   *
   * @param run the run
   */
  default void onAdopted(Run run) {}

  /**
   * Another scheduler has ended the run, or follows it from now on: here its end is only waited
   * for.
   *
   * @param run the run
   */
  default void onSuperseded(Run run) {}

  /**
   * Flux has answered a submission, or is known not to: the run has a job id, or else {@link
   * Run#refusal} tells why not, and it is submitted again or ends as refused.
   *
   * @param run the run
   * @param latency how long the answer took
   */
  default void onSubmitted(Run run, Duration latency) {}

  /**
   * An event of the run's job; {@link Run#state} is the state that it led to.
   *
   * @param run the run
   * @param event an event of the job's own log (RFC 21), but for memos and debug events
   */
  default void onEvent(Run run, JobEvent event) {}

  /**
   * The run's last submission came to nothing; there will be another.
   *
   * @param run the run
   * @param next the submission that follows
   * @param reason what became of the last one
   */
  default void onRepeated(Run run, Attempt next, String reason) {}

  /**
   * The scheduler goes, and leaves the run to the next one.
   *
   * @param run the run
   */
  default void onDetached(Run run) {}

  /**
   * The run has ended.
   *
   * @param run the run
   * @param result how it ended
   */
  default void onFinished(Run run, RunResult result) {}
}
