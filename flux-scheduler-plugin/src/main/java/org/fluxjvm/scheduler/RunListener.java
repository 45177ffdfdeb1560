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
   * Flux has answered the submission: the run has a job id, or is about to end as refused or
   * uncertain.
   *
   * @param run the run
   * @param latency how long the answer took
   */
  default void onSubmitted(Run run, Duration latency) {}

  /**
   * An event of the run's job; {@link Run#state} is the state that it led to.
   *
   * @param run the run
   * @param event an event of the job's own log
   */
  default void onEvent(Run run, JobEvent event) {}

  /**
   * The run has ended.
   *
   * @param run the run
   * @param result how it ended
   */
  default void onFinished(Run run, RunResult result) {}
}
