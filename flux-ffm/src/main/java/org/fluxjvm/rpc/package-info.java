/** Requests as values and futures: one reply, or a stream of responses. */
@NullMarked
package org.fluxjvm.rpc;

import org.jspecify.annotations.NullMarked;
