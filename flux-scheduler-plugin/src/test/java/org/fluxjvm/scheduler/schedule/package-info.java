/** What schedule files do, in sentences. */
@NullMarked
package org.fluxjvm.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
