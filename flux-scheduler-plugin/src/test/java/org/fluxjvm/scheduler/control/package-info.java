@NullMarked
package org.fluxjvm.scheduler.control;

import org.jspecify.annotations.NullMarked;
