package org.fluxjvm.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class FluxClientBinderTest extends BinderContract<FluxClientMetrics> {
  private final List<FluxClientMetrics> handles = new CopyOnWriteArrayList<>();

  @Override
  protected FluxClientMetrics make(String prefix, Tags tags) {
    FluxClientMetrics made = FluxClientMetrics.builder().prefix(prefix).tags(tags).build();
    handles.add(made);
    return made;
  }

  @Override
  protected void happen(MeterRegistry registry) {
    handles.forEach(metrics -> metrics.onAnswer("attr.get", 1000));
  }

  @Override
  protected DocumentedMeter counted() {
    return ClientMeter.RPC;
  }

  @Override
  protected List<? extends DocumentedMeter> documented() {
    return List.of(ClientMeter.values());
  }
}
