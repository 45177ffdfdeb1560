/** What every connector does alike: one abstract class per area, run on each connector. */
@NullMarked
package org.fluxjvm.it.contract;

import org.jspecify.annotations.NullMarked;
