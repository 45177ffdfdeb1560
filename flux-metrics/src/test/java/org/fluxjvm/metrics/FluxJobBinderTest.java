package org.fluxjvm.metrics;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.UUID;
import org.fluxjvm.Flux;
import org.fluxjvm.job.JobspecV1;

class FluxJobBinderTest extends BinderContract<FluxJobMetrics> {
  private final Flux flux = Flux.open("embedded:binder-" + UUID.randomUUID());

  @Override
  protected void release() {
    flux.close();
  }

  @Override
  protected FluxJobMetrics make(String prefix, Tags tags) {
    return FluxJobMetrics.builder(flux).prefix(prefix).tags(tags).build();
  }

  @Override
  protected void happen(MeterRegistry registry) {
    await()
        .until(
            () ->
                registry.getMeters().stream()
                    .filter(meter -> meter.getId().getName().endsWith("flux.job.journal"))
                    .filter(meter -> "success".equals(meter.getId().getTag("outcome")))
                    .allMatch(meter -> meter.measure().iterator().next().getValue() == 1));
    double before = finished(registry);
    flux.jobs().result(flux.jobs().submit(JobspecV1.fromCommand(List.of("true")).build()));
    await().until(() -> finished(registry) > before);
  }

  private static double finished(MeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().endsWith("flux.jobs.finished"))
        .mapToDouble(meter -> meter.measure().iterator().next().getValue())
        .sum();
  }

  @Override
  protected DocumentedMeter counted() {
    return JobMeter.FINISHED;
  }

  @Override
  protected List<? extends DocumentedMeter> documented() {
    return List.of(JobMeter.values());
  }
}
