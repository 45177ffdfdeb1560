package org.fluxjvm.scheduler.cli;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fluxjvm.Flux;
import org.fluxjvm.scheduler.RunExecutor;
import org.fluxjvm.scheduler.RunMetrics;

/** The metrics of the program, and the server that shows them. */
final class Telemetry implements AutoCloseable {
  private static final String PATH = "/metrics";

  private final PrometheusMeterRegistry registry;
  private final HttpServer server;

  private Telemetry(PrometheusMeterRegistry registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Meters the runs and this virtual machine, and shows them at an address. */
  static Telemetry open(HostPort address, RunExecutor executor, Flux flux) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
    } catch (BindException e) {
      throw new IOException(address + ": " + e.getMessage(), e);
    }
    server.createContext(
        PATH,
        exchange -> {
          try (exchange) {
            byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
          }
        });
    server.start();
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
    return new Telemetry(registry, server);
  }

  /** Where the metrics are. */
  String url() {
    return "http:/" + server.getAddress() + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    registry.close();
  }
}
