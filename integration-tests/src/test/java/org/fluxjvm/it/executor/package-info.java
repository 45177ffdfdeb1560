/** Jobs as futures, on both connectors. */
@NullMarked
package org.fluxjvm.it.executor;

import org.jspecify.annotations.NullMarked;
