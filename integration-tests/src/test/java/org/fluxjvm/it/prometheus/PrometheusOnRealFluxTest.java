package org.fluxjvm.it.prometheus;

import java.util.Map;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.junit.FluxTest;
import org.fluxjvm.junit.InstanceKind;

@FluxTest(value = InstanceKind.REAL, size = 2, cores = 8)
class PrometheusOnRealFluxTest extends PrometheusContract {
  private final String uri;

  PrometheusOnRealFluxTest(FluxInstance instance) {
    uri = instance.uri();
  }

  @Override
  String flux() {
    return uri;
  }

  @Override
  Map<String, String> absent() {
    return Map.of();
  }
}
