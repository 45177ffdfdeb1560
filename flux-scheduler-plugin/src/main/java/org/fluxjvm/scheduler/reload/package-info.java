/**
 * Keeps a Quartz scheduler at what a schedule file says: when the program starts, over whatever a
 * persistent store has, and whenever the file changes.
 */
@NullMarked
package org.fluxjvm.scheduler.reload;

import org.jspecify.annotations.NullMarked;
