package org.fluxjvm.it.metrics;

import org.fluxjvm.junit.FluxTest;

@FluxTest(cores = 8)
class JobMetricsOnEmbeddedTest extends JobMetricsContract {}
