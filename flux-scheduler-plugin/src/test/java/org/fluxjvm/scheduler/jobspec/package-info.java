@NullMarked
package org.fluxjvm.scheduler.jobspec;

import org.jspecify.annotations.NullMarked;
