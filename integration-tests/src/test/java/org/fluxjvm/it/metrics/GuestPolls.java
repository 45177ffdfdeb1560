package org.fluxjvm.it.metrics;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.fluxjvm.Flux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.InstanceMeter;

/** Prints how the first poll of each topic has ended. */
final class GuestPolls {
  private GuestPolls() {}

  public static void main(String[] args) {
    MeterRegistry registry = new SimpleMeterRegistry();
    int topics = InstanceMeter.POLL.tags().getFirst().values().size();
    try (Flux flux = Flux.open(args[0]);
        FluxInstanceMetrics metrics = FluxInstanceMetrics.of(flux)) {
      metrics.bindTo(registry);
      await()
          .atMost(Counts.LIMIT)
          .until(() -> registry.find("flux.poll").timers().size() == topics);
      registry
          .get("flux.poll")
          .timers()
          .forEach(
              poll ->
                  System.out.println(
                      poll.getId().getTag("rpc") + " " + poll.getId().getTag("outcome")));
    }
  }
}
