/**
 * The connector to a real Flux instance, over libflux-core.
 *
 * <p>A {@code flux_t} belongs to one thread. Each connector owns one event loop, which sleeps in
 * {@code flux_reactor_run(3)} and nowhere else; other threads queue their requests and wake it
 * through an eventfd. This is the only package that imports the generated binding.
 */
@NullMarked
package org.fluxjvm.connector.libflux;

import org.jspecify.annotations.NullMarked;
