/** Behaviour across modules, on the embedded connector and on real Flux. */
@NullMarked
package org.fluxjvm.it;

import org.jspecify.annotations.NullMarked;
