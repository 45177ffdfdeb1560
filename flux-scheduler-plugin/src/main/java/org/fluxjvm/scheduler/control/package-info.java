/**
 * Commanding a scheduler that runs: over a Unix domain socket in its state directory, which nobody
 * but its own user may enter.
 *
 * <p>{@link org.fluxjvm.scheduler.control.Controls} is what can be done; {@link
 * org.fluxjvm.scheduler.control.ControlServer} offers it on a socket, and {@link
 * org.fluxjvm.scheduler.control.ControlClient} is the same at the other end. A connection carries
 * one request: a line of JSON in, lines of JSON out. Each action, unlike the reading of runs and
 * logs, leaves a line in the log named {@code org.fluxjvm.scheduler.audit}.
 */
@NullMarked
package org.fluxjvm.scheduler.control;

import org.jspecify.annotations.NullMarked;
