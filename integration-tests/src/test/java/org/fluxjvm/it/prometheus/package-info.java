/**
 * A real Prometheus scrapes a running program, and the dashboard and the alerts find what they ask
 * for.
 */
@NullMarked
package org.fluxjvm.it.prometheus;

import org.jspecify.annotations.NullMarked;
