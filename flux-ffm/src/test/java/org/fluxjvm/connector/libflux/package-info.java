@NullMarked
package org.fluxjvm.connector.libflux;

import org.jspecify.annotations.NullMarked;
