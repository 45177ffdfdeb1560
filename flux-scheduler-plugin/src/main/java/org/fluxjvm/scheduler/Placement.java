package org.fluxjvm.scheduler;

import org.fluxjvm.job.JobId;

/**
 * The job of a submission, and where it is. A job id alone is not enough: a broker that restarts
 * from a checkpoint gives ids again.
 *
 * @param job the job
 * @param instance the {@code broker.uuid} of the instance that took it; each start of a broker has
 *     its own
 * @param uri where that instance was reached
 */
public record Placement(JobId job, String instance, String uri) {}
