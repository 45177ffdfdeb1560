/** What Quartz promises of a job, kept by jobs that run in Flux. */
@NullMarked
package org.fluxjvm.it.quartz;

import org.jspecify.annotations.NullMarked;
