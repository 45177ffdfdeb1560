/** A connector whose answers a test writes. */
@NullMarked
package org.fluxjvm.connector;

import org.jspecify.annotations.NullMarked;
