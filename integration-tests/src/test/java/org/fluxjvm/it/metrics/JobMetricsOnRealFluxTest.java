package org.fluxjvm.it.metrics;

import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;

@FluxTest(value = InstanceKind.REAL, cores = 8)
class JobMetricsOnRealFluxTest extends JobMetricsContract {}
