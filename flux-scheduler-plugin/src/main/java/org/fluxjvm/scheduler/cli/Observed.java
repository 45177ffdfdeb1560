package org.fluxjvm.scheduler.cli;

import org.fluxjvm.Flux;
import org.fluxjvm.metrics.FluxClientMetrics;

/**
 * A handle on Flux, and what is metered of it from its first request on.
 *
 * @param flux the handle
 * @param meters its observer
 */
record Observed(Flux flux, FluxClientMetrics meters) implements AutoCloseable {
  /** Opens a handle; see {@link Flux#open(String)}. */
  static Observed open(String uri) {
    FluxClientMetrics meters = FluxClientMetrics.create();
    return new Observed(Flux.builder().uri(uri).observer(meters).open(), meters);
  }

  @Override
  public void close() {
    flux.close();
    meters.close();
  }
}
