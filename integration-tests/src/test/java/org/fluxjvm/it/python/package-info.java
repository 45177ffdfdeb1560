/** What Flux's Python bindings make of the same arguments. */
@NullMarked
package org.fluxjvm.it.python;

import org.jspecify.annotations.NullMarked;
