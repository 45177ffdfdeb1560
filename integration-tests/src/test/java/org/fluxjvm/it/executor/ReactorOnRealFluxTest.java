package org.fluxjvm.it.executor;

import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;

@FluxTest(value = InstanceKind.REAL, cores = 8)
class ReactorOnRealFluxTest extends ReactorContract {
  private final String uri;

  ReactorOnRealFluxTest(FluxInstance instance) {
    this.uri = instance.uri();
  }

  @Override
  String uri() {
    return uri;
  }
}
