@NullMarked
package org.fluxjvm.executor;

import org.jspecify.annotations.NullMarked;
