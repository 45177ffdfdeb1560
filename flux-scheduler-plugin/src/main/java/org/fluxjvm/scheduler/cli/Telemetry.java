package org.fluxjvm.scheduler.cli;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.fluxjvm.Flux;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.fluxjvm.metrics.HostPort;
import org.fluxjvm.metrics.MetricsServer;
import org.fluxjvm.metrics.PrometheusHandler;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunMetrics;

/** The metrics of the program, and the server that shows them. */
final class Telemetry implements AutoCloseable {
  private static final String PATH = "/metrics";

  /** Meters of Micrometer whose names Prometheus' own linter objects to. */
  private static final Set<String> ILL_NAMED = Set.of("system.cpu.count", "process.cpu.time");

  private final PrometheusMeterRegistry registry;
  private final MetricsServer server;
  private final FluxInstanceMetrics instance;

  private Telemetry(
      PrometheusMeterRegistry registry, MetricsServer server, FluxInstanceMetrics instance) {
    this.registry = registry;
    this.server = server;
    this.instance = instance;
  }

  /** Meters the runs, the instance and this virtual machine, and shows them at an address. */
  static Telemetry open(HostPort address, RunExecutor executor, Flux flux) throws IOException {
    PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
    registry.config().meterFilter(MeterFilter.deny(id -> ILL_NAMED.contains(id.getName())));
    MetricsServer server =
        MetricsServer.builder()
            .address(address)
            .handle(PATH, new PrometheusHandler(registry))
            .start();
    List<MeterBinder> machine =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics());
    machine.forEach(binder -> binder.bindTo(registry));
    RunMetrics runs = new RunMetrics(executor);
    executor.addListener(runs);
    runs.bindTo(registry);
    FluxInstanceMetrics instance = FluxInstanceMetrics.of(flux);
    instance.bindTo(registry);
    return new Telemetry(registry, server, instance);
  }

  /** Where the metrics are. */
  String url() {
    return server.uri(PATH).toString();
  }

  @Override
  public void close() {
    server.close();
    instance.close();
    registry.close();
  }
}
