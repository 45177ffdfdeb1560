@NullMarked
package org.fluxjvm.scheduler.reload;

import org.jspecify.annotations.NullMarked;
