/** The notations of the Flux RFCs, one RFC to a class; none of them needs a Flux instance. */
@NullMarked
package org.fluxjvm.rfc;

import org.jspecify.annotations.NullMarked;
