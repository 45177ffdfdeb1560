package org.fluxjvm.job;

import org.fluxjvm.FluxException;

/** What became of one of many jobs that were submitted together. */
public sealed interface SubmitOutcome {
  /**
   * The id of the job.
   *
   * @return the id
   * @throws FluxException if it was not accepted
   */
  JobId id();

  /**
   * It was accepted.
   *
   * @param id the job's id
   */
  record Accepted(JobId id) implements SubmitOutcome {}

  /**
   * It was not accepted, or that is not known.
   *
   * @param error why; a {@link SubmitUnknownException} if the job may exist
   */
  record Refused(FluxException error) implements SubmitOutcome {
    @Override
    public JobId id() {
      throw error;
    }
  }
}
