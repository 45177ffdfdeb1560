/** An instance of Flux inside this virtual machine. */
@NullMarked
package org.fluxjvm.connector.embedded;

import org.jspecify.annotations.NullMarked;
