/** The job API on the embedded connector and on real Flux. */
@NullMarked
package org.fluxjvm.it.job;

import org.jspecify.annotations.NullMarked;
