package org.fluxjvm.it.prometheus;

import java.util.Map;

class PrometheusOnEmbeddedTest extends PrometheusContract {
  private static final String NO_SERVICE = "an embedded instance does not have the service";

  @Override
  String flux() {
    return "embedded:?cores=8";
  }

  @Override
  Map<String, String> absent() {
    return Map.of(
        "flux_sched_", NO_SERVICE,
        "flux_overlay_", NO_SERVICE,
        "flux_content_", NO_SERVICE,
        "flux_job_manager_alloc_", NO_SERVICE);
  }
}
