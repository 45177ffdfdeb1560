/**
 * What lies below the handle: who answers the requests that the job API sends.
 *
 * <p>Everything in Flux is a request with a topic and a JSON payload, answered by one response or a
 * stream of them (RFC 6). A {@link org.fluxjvm.connector.Connector} carries those, to libflux-core
 * or to the instance embedded in this virtual machine; nothing above it knows which.
 */
@NullMarked
package org.fluxjvm.connector;

import org.jspecify.annotations.NullMarked;
