/** The meters of a real Flux instance. */
@NullMarked
package org.fluxjvm.it.metrics;

import org.jspecify.annotations.NullMarked;
