/** Real Flux instances that the library starts. */
@NullMarked
package org.fluxjvm.it.instance;

import org.jspecify.annotations.NullMarked;
