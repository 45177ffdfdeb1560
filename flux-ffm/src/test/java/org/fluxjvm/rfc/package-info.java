@NullMarked
package org.fluxjvm.rfc;

import org.jspecify.annotations.NullMarked;
