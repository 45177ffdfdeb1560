package org.fluxjvm.executor;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.fluxjvm.job.JobFollower;
import org.fluxjvm.job.JobId;

/**
 * One handle of an executor, and what its futures need of it.
 *
 * @param follower submits and follows jobs
 * @param canceller raises a {@code cancel} exception on a job; never fails
 * @param callbacks runs callbacks
 * @param closer gives the handle back
 */
record Lane(
    JobFollower follower,
    Function<JobId, CompletionStage<?>> canceller,
    Executor callbacks,
    Runnable closer) {}
