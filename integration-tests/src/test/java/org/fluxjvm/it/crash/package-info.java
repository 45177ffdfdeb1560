/**
 * Schedulers, brokers and databases that crash at the worst moment, and what is run nevertheless.
 */
@NullMarked
package org.fluxjvm.it.crash;

import org.jspecify.annotations.NullMarked;
