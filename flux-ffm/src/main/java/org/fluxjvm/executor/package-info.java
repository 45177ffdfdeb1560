/**
 * Jobs as futures, after {@code java.util.concurrent}: {@link org.fluxjvm.executor.FluxExecutor}
 * takes jobspecs and returns a {@link org.fluxjvm.executor.FluxFuture} of each job's exit code.
 */
@NullMarked
package org.fluxjvm.executor;

import org.jspecify.annotations.NullMarked;
