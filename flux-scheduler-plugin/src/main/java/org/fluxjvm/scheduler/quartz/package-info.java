/** Quartz on Flux: the job, the thread pool and the plugin that a scheduler's properties name. */
@NullMarked
package org.fluxjvm.scheduler.quartz;

import org.jspecify.annotations.NullMarked;
