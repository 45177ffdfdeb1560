/** The handle on one Flux instance. */
@NullMarked
package org.fluxjvm;

import org.jspecify.annotations.NullMarked;
