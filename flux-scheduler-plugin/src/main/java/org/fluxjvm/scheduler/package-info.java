/**
 * Runs scheduled work as Flux jobs, whatever fires it.
 *
 * <p>A firing becomes a {@link org.fluxjvm.scheduler.Run}: {@link
 * org.fluxjvm.scheduler.RunExecutor} submits its job, follows the job's event log to the end and
 * says how the run ended. Nothing in this package knows Quartz.
 */
@NullMarked
package org.fluxjvm.scheduler;

import org.jspecify.annotations.NullMarked;
