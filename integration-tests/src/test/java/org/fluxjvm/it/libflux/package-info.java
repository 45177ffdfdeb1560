/** What only a real broker can show: its loss and return, guests, native memory. */
@NullMarked
package org.fluxjvm.it.libflux;

import org.jspecify.annotations.NullMarked;
