package org.fluxjvm.scheduler;

import java.util.Locale;
import java.util.Optional;
import org.fluxjvm.FluxException;
import org.fluxjvm.job.JobId;
import org.fluxjvm.job.JobResult;

/** How a run ended. */
public sealed interface RunResult {
  /**
   * The job ended, well or not.
   *
   * @param job how it ended
   * @param stderrTail the last lines that a failed job wrote to stderr; empty if it succeeded or
   *     they cannot be had
   */
  record Ended(JobResult job, String stderrTail) implements RunResult {}

  /**
   * No job was started: Flux refused it, or was out of reach.
   *
   * @param error why
   */
  record Refused(FluxException error) implements RunResult {}

  /**
   * The job may have run, and how it ended cannot be known.
   *
   * @param id the job, if its id is known
   * @param error why its end was not seen
   */
  record Uncertain(Optional<JobId> id, FluxException error) implements RunResult {}

  /**
   * The run was over before: it ended under an earlier scheduler, or under another one.
   *
   * @param end how, as its ledger has it
   */
  record Recorded(RunEnd end) implements RunResult {}

  /**
   * The run was cancelled before anything of it could start.
   *
   * @param reason why
   */
  record Abandoned(String reason) implements RunResult {}

  /** The scheduler goes and leaves the run as it is: whoever comes next follows it to its end. */
  record Detached() implements RunResult {}

  /**
   * Whether the work was done.
   *
   * @return true if the job completed with exit code 0
   */
  default boolean isSuccess() {
    return switch (this) {
      case Ended ended -> ended.job().isSuccess();
      case Recorded recorded -> recorded.end().isSuccess();
      case Refused _, Uncertain _, Abandoned _, Detached _ -> false;
    };
  }

  /**
   * The result in one word, as it is shown and metered.
   *
   * @return {@code completed}, {@code failed}, {@code canceled}, {@code timeout}, {@code refused},
   *     {@code uncertain} or {@code detached}
   */
  default String word() {
    return switch (this) {
      case Ended ended ->
          switch (ended.job().outcome()) {
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case TIMEOUT -> "timeout";
          };
      case Refused refused -> "refused";
      case Uncertain uncertain -> "uncertain";
      case Recorded recorded -> recorded.end().outcome().name().toLowerCase(Locale.ROOT);
      case Abandoned abandoned -> "canceled";
      case Detached detached -> "detached";
    };
  }
}
