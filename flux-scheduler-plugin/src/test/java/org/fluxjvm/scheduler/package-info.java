@NullMarked
package org.fluxjvm.scheduler;

import org.jspecify.annotations.NullMarked;
