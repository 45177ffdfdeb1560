/** What the program does and shows, in sentences. */
@NullMarked
package org.fluxjvm.scheduler.cli;

import org.jspecify.annotations.NullMarked;
