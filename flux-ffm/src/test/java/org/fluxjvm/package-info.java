@NullMarked
package org.fluxjvm;

import org.jspecify.annotations.NullMarked;
