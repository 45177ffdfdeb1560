package org.fluxjvm.it.executor;

import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;

@FluxTest(value = InstanceKind.REAL, cores = 8)
class ExecutorOnRealFluxTest extends ExecutorContract {
  private final String uri;

  ExecutorOnRealFluxTest(FluxInstance instance) {
    this.uri = instance.uri();
  }

  @Override
  String uri() {
    return uri;
  }
}
