@NullMarked
package org.fluxjvm.scheduler.jdbc;

import org.jspecify.annotations.NullMarked;
