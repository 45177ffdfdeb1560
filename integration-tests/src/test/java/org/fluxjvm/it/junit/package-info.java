/** The JUnit extension, run on test classes of its own. */
@NullMarked
package org.fluxjvm.it.junit;

import org.jspecify.annotations.NullMarked;
