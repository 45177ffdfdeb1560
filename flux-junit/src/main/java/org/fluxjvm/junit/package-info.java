/** JUnit tests on a Flux instance of their own. Needs JUnit Jupiter 5.13 or later. */
@NullMarked
package org.fluxjvm.junit;

import org.jspecify.annotations.NullMarked;
