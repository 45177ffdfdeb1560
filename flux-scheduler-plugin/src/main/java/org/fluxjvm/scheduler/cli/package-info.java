/**
 * The scheduler as a program: {@code run FILE}, {@code validate FILE} and {@code demo}.
 *
 * <p>{@link org.fluxjvm.scheduler.cli.Main} is all that is public; {@code bin/flux-scheduler}
 * starts it.
 */
@NullMarked
package org.fluxjvm.scheduler.cli;

import org.jspecify.annotations.NullMarked;
