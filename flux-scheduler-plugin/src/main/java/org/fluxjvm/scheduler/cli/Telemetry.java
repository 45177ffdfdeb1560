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
import org.fluxjvm.metrics.FluxInstanceMetrics;
import org.fluxjvm.metrics.FluxJobMetrics;
import org.fluxjvm.metrics.FluxPrometheusRegistry;
import org.fluxjvm.metrics.HealthHandler;
import org.fluxjvm.metrics.HostPort;
import org.fluxjvm.metrics.MetricsServer;
import org.fluxjvm.metrics.PrometheusHandler;
import org.fluxjvm.scheduler.quartz.SchedulerMetrics;
import org.quartz.Scheduler;

/** The metrics and the health of the program, and the server that shows them. */
final class Telemetry implements AutoCloseable {
  private static final String PATH = "/metrics";

  /** Meters of Micrometer whose names Prometheus' own linter objects to. */
  private static final Set<String> ILL_NAMED = Set.of("system.cpu.count", "process.cpu.time");

  private final PrometheusMeterRegistry registry = FluxPrometheusRegistry.create();
  private final SchedulerMetrics scheduling;
  private final FluxInstanceMetrics instance;
  private final FluxJobMetrics jobs;
  private final MetricsServer server;

  private Telemetry(HostPort address, Scheduler scheduler, Observed flux) throws IOException {
    scheduling = SchedulerMetrics.of(scheduler);
    instance = FluxInstanceMetrics.of(flux.flux());
    jobs = FluxJobMetrics.of(flux.flux());
    Health health = new Health(scheduler, scheduling, instance);
    server =
        MetricsServer.builder()
            .address(address)
            .handle(PATH, new PrometheusHandler(registry))
            .handle("/health", new HealthHandler(health::live, health::ready))
            .start();
  }

  /**
   * Meters the scheduler, its runs, the instance and this virtual machine, and shows them at an
   * address.
   */
  static Telemetry open(HostPort address, Scheduler scheduler, Observed flux) throws IOException {
    Telemetry telemetry = new Telemetry(address, scheduler, flux);
    telemetry.bind(flux);
    return telemetry;
  }

  private void bind(Observed flux) {
    registry.config().meterFilter(MeterFilter.deny(id -> ILL_NAMED.contains(id.getName())));
    List<MeterBinder> all =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            scheduling,
            instance,
            jobs,
            flux.meters());
    all.forEach(binder -> binder.bindTo(registry));
  }

  /** Where the metrics are. */
  String url() {
    return server.uri(PATH).toString();
  }

  @Override
  public void close() {
    server.close();
    scheduling.close();
    jobs.close();
    instance.close();
    registry.close();
  }
}
