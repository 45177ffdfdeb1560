@NullMarked
package org.fluxjvm.rpc;

import org.jspecify.annotations.NullMarked;
