@NullMarked
package org.fluxjvm.connector.embedded;

import org.jspecify.annotations.NullMarked;
