/** What the documents show is compiled and run. */
@NullMarked
package org.fluxjvm.it.docs;

import org.jspecify.annotations.NullMarked;
