/**
 * Micrometer meters of a Flux instance, and the endpoint that shows them.
 *
 * <p>A binder asks Flux in the background and keeps what it learns, so that a scrape reads memory
 * and never waits for Flux.
 */
@NullMarked
package org.fluxjvm.metrics;

import org.jspecify.annotations.NullMarked;
