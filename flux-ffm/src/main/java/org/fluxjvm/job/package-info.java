/** Jobs: what is submitted, how it is named, and what becomes of it. */
@NullMarked
package org.fluxjvm.job;

import org.jspecify.annotations.NullMarked;
