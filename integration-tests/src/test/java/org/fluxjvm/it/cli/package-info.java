/** The scheduler as a program, started as its users start it. */
@NullMarked
package org.fluxjvm.it.cli;

import org.jspecify.annotations.NullMarked;
