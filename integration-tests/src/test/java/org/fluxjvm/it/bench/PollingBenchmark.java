package org.fluxjvm.it.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fluxjvm.Flux;
import org.fluxjvm.FluxInstance;
import org.fluxjvm.executor.FluxExecutor;
import org.fluxjvm.executor.FluxFuture;
import org.fluxjvm.job.Jobspec;
import org.fluxjvm.metrics.FluxInstanceMetrics;
import tools.jackson.databind.JsonNode;

/** What it costs to poll an instance that holds very many jobs. */
final class PollingBenchmark {
  private static final int JOBS = Integer.getInteger("bench.inactive", 100_000);
  private static final int AT_ONCE = 1_000;
  private static final int MINUTES = 2;

  /** The CPU of this process and of the broker, as shares of one core. */
  private record Shares(double client, double broker) {}

  /** The section of the page. */
  String run() throws Exception {
    StringBuilder table = new StringBuilder();
    // One of its own, which keeps all jobs.
    try (FluxInstance instance = FluxInstance.builder().cores(256).start();
        Flux flux = instance.open()) {
      table.append(row(flux, 0));
      fill(instance.uri());
      table.append(row(flux, JOBS));
    }
    return String.format(
        Locale.ROOT,
        """
        An instance of one broker that keeps all its jobs, and FluxInstanceMetrics with its default
        interval of 15 s in a JVM that does nothing else, for %d minutes; CPU in percent of one core, that
        of the broker beside what it takes in as many minutes in which nobody polls it.

        | Inactive jobs | Client | Broker | Broker, not polled | Slowest answer, ms |
        |---|---|---|---|---|
        %s\
        """,
        MINUTES,
        table);
  }

  private static String row(Flux flux, int jobs) throws InterruptedException {
    Shares idle = measure(flux);
    MeterRegistry registry = new SimpleMeterRegistry();
    try (FluxInstanceMetrics metrics = FluxInstanceMetrics.of(flux)) {
      metrics.bindTo(registry);
      Shares polled = measure(flux);
      double slowest =
          registry.find("flux.poll").timers().stream()
              .mapToDouble((Timer timer) -> timer.max(TimeUnit.MILLISECONDS))
              .max()
              .orElseThrow();
      return String.format(
          Locale.ROOT,
          "| %d | %.2f | %.2f | %.2f | %.1f |%n",
          jobs,
          100 * polled.client(),
          100 * polled.broker(),
          100 * idle.broker(),
          slowest);
    }
  }

  private static Shares measure(Flux flux) throws InterruptedException {
    long wall = System.nanoTime();
    long client = CpuClock.nanos();
    double broker = brokerSeconds(flux);
    TimeUnit.MINUTES.sleep(MINUTES);
    double seconds = (System.nanoTime() - wall) / 1e9;
    return new Shares(
        (CpuClock.nanos() - client) / 1e9 / seconds, (brokerSeconds(flux) - broker) / seconds);
  }

  private static double brokerSeconds(Flux flux) {
    JsonNode usage = flux.rpc("broker.rusage");
    return usage.path("utime").doubleValue() + usage.path("stime").doubleValue();
  }

  private static void fill(String uri) throws Exception {
    Jobspec jobspec = JavaClient.jobspec();
    try (FluxExecutor executor = FluxExecutor.builder().uri(uri).open()) {
      for (int jobs = 0; jobs < JOBS; jobs += AT_ONCE) {
        List<FluxFuture> futures =
            Stream.generate(() -> executor.submit(jobspec)).limit(AT_ONCE).toList();
        for (FluxFuture future : futures) {
          if (future.get() != 0) {
            throw new IOException("job " + future.jobId() + " failed");
          }
        }
      }
    }
  }
}
