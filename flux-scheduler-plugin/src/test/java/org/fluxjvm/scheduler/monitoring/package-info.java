/** The dashboard and the alerts fit the meters, and do what the runbook says. */
@NullMarked
package org.fluxjvm.scheduler.monitoring;

import org.jspecify.annotations.NullMarked;
