@NullMarked
package org.fluxjvm.job;

import org.jspecify.annotations.NullMarked;
