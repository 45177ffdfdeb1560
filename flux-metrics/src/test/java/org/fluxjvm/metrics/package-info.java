@NullMarked
package org.fluxjvm.metrics;

import org.jspecify.annotations.NullMarked;
