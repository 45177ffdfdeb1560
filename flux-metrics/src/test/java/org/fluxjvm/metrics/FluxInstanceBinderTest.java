package org.fluxjvm.metrics;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class FluxInstanceBinderTest extends BinderContract<FluxInstanceMetrics> {
  private final Answers flux = new Answers();
  private final List<FluxInstanceMetrics> polling = new CopyOnWriteArrayList<>();

  @Override
  protected FluxInstanceMetrics make(String prefix, Tags tags) {
    FluxInstanceMetrics made =
        new FluxInstanceMetricsBuilder(flux)
            .interval(Duration.ofDays(1))
            .prefix(prefix)
            .tags(tags)
            .build();
    polling.add(made);
    return made;
  }

  /** All that it has counted before is waited for, as its first poll begins by itself. */
  @Override
  protected void happen(MeterRegistry registry) {
    await().until(() -> polls(registry) > 0 && polls(registry) % InstancePolls.all().size() == 0);
    polling.forEach(metrics -> metrics.poll().join());
  }

  private static double polls(MeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().endsWith("flux.poll"))
        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
        .sum();
  }

  @Override
  protected DocumentedMeter counted() {
    return InstanceMeter.POLL;
  }

  @Override
  protected Tags countedTags() {
    return Tags.of("rpc", "overlay.health");
  }

  @Override
  protected List<? extends DocumentedMeter> documented() {
    return List.of(InstanceMeter.values());
  }
}
