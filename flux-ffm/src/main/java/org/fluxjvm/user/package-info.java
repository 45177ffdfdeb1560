/** Users: who this process is, and the names of the others. */
@NullMarked
package org.fluxjvm.user;

import org.jspecify.annotations.NullMarked;
