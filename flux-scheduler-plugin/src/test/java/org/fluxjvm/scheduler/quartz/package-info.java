@NullMarked
package org.fluxjvm.scheduler.quartz;

import org.jspecify.annotations.NullMarked;
